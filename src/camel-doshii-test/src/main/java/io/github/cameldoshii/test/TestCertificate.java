package io.github.cameldoshii.test;

import io.github.cameldoshii.simulator.SimulatorOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/**
 * A certificate with its key, made for a test by the JDK's {@code keytool}, and the authority that has issued it, for
 * {@link SimulatorOptions#withTls(SSLContext)} and for those who are to trust it. To make one takes a second or two.
 */
public final class TestCertificate {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String AUTHORITY = "authority";
    private static final String OWN = "own";

    private final KeyStore withKey;
    private final KeyStore authority;
    private final Path authorityFile;

    private TestCertificate(KeyStore withKey, KeyStore authority, Path authorityFile) {
        this.withKey = withKey;
        this.authority = authority;
        this.authorityFile = authorityFile;
    }

    /**
     * A certificate that holds from yesterday for 30 days.
     *
     * @param directory where files can be made, empty or with others of this class
     * @param host the name of the server, e.g. {@code localhost}
     */
    public static TestCertificate forHost(Path directory, String host) {
        return make(directory, host, "-1d", 30);
    }

    /**
     * A certificate that has expired.
     *
     * @param directory as in {@link #forHost}
     * @param ago how long ago, at least a day
     */
    public static TestCertificate expired(Path directory, String host, Duration ago) {
        return make(directory, host, "-" + (ago.toDays() + 1) + "d", 1);
    }

    /** Each has an authority of its own: Java does not look at the dates of a certificate that is trusted itself. */
    private static TestCertificate make(Path directory, String host, String from, int days) {
        try {
            Path folder = Files.createTempDirectory(directory, "certificate");
            Path made = folder.resolve("all.p12");
            generate(made, AUTHORITY, "Test authority", "-60d", 120, "-ext", "bc:c");
            generate(made, OWN, host, from, days, "-ext", "san=dns:" + host, "-signer", AUTHORITY);
            KeyStore all = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(made)) {
                all.load(in, PASSWORD);
            }
            KeyStore own = empty();
            own.setKeyEntry(OWN, all.getKey(OWN, PASSWORD), PASSWORD, all.getCertificateChain(OWN));
            KeyStore authority = empty();
            authority.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
            Path authorityFile = folder.resolve("authority.p12");
            try (OutputStream out = Files.newOutputStream(authorityFile)) {
                authority.store(out, PASSWORD);
            }
            return new TestCertificate(own, authority, authorityFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void generate(Path file, String alias, String name, String from, int days, String... more)
            throws IOException {
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
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(List.of(more));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
                throw new IllegalStateException("keytool could not make a certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keytool made a certificate", e);
        }
    }

    /** What a server presents it with; also trusts its authority, as a client does. */
    public SSLContext sslContext() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(withKey, PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an endpoint trusts its authority with, for the option {@code sslContextParameters}. */
    public SSLContextParameters trust() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + authorityFile);
        store.setType("PKCS12");
        store.setPassword(new String(PASSWORD));
        TrustManagersParameters trusted = new TrustManagersParameters();
        trusted.setKeyStore(store);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trusted);
        return parameters;
    }
}
