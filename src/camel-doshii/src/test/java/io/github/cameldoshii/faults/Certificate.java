package io.github.cameldoshii.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * A certificate with its key, made for a test by the JDK's own tool, and the authority that has issued it. (Java does not
 * look at the dates of a certificate that is trusted itself.)
 */
record Certificate(KeyStore withKey, Path authority) {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";

    /** Makes the authority, whose key stays in this file. */
    static Path makeAuthority(Path directory) throws Exception {
        Path file = directory.resolve("all.p12");
        generate(file, AUTHORITY, "Test authority", "-30d", 60, "-ext", "bc:c");
        return file;
    }

    /**
     * @param all what {@link #makeAuthority} has made
     * @param name tells it from others of the same authority
     * @param host whom it is for
     * @param from when it begins to hold, e.g. {@code -10d}
     * @param days how long it holds
     */
    static Certificate make(Path all, String name, String host, String from, int days) throws Exception {
        generate(all, name, host, from, days, "-ext", "san=dns:" + host, "-signer", AUTHORITY);
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(all)) {
            made.load(in, PASSWORD.toCharArray());
        }
        KeyStore own = empty();
        own.setKeyEntry(
                name,
                made.getKey(name, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                made.getCertificateChain(name));
        KeyStore trust = empty();
        trust.setCertificateEntry(AUTHORITY, made.getCertificate(AUTHORITY));
        Path trustFile = all.resolveSibling(name + "-authority.p12");
        try (OutputStream out = Files.newOutputStream(trustFile)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return new Certificate(own, trustFile);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void generate(Path file, String alias, String name, String from, int days, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-startdate",
                from,
                "-validity",
                Integer.toString(days),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString()));
        command.addAll(List.of(more));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
            throw new IllegalStateException("keytool could not make a certificate");
        }
    }

    /** What a server presents it with. */
    SSLContext serverContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(withKey, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client trusts its authority with. */
    SSLContextParameters trust() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + authority);
        store.setType("PKCS12");
        store.setPassword(PASSWORD);
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trusted);
        return parameters;
    }
}
