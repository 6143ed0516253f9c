package io.github.cameldoshii.runner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** A database and a broker that take note of the password that they are given, and refuse it. */
final class PasswordTrap implements AutoCloseable {

    private static final int PLAIN_PASSWORD = 3;
    private static final int FIRST_VERSION_3 = 3 << 16;

    final List<String> givenToDatabase = new CopyOnWriteArrayList<>();
    final List<String> givenToBroker = new CopyOnWriteArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final ServerSocket database;
    private final int brokerPort;

    PasswordTrap() {
        try {
            database = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                brokerPort = free.getLocalPort();
            }
            broker.setSecurityManager(new Refusing());
            broker.setConfiguration(new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(true)
                    .setJMXManagementEnabled(false)
                    .addAcceptorConfiguration("tcp", brokerUrl()));
            broker.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        threads.execute(this::accept);
    }

    String databaseUrl() {
        return "jdbc:postgresql://localhost:" + database.getLocalPort() + "/doshii";
    }

    String brokerUrl() {
        return "tcp://localhost:" + brokerPort;
    }

    private void accept() {
        while (!database.isClosed()) {
            try {
                Socket client = database.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** As chapter "Message Flow" of the PostgreSQL documentation has it, with a password in plain text. */
    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            int length = in.readInt();
            while (in.readInt() != FIRST_VERSION_3) {
                // A request for encryption.
                out.writeByte('N');
                length = in.readInt();
            }
            in.skipNBytes(length - 2L * Integer.BYTES);
            out.writeByte('R');
            out.writeInt(2 * Integer.BYTES);
            out.writeInt(PLAIN_PASSWORD);
            in.readByte();
            byte[] password = in.readNBytes(in.readInt() - Integer.BYTES);
            givenToDatabase.add(new String(password, 0, password.length - 1, StandardCharsets.UTF_8));
            byte[] refusal = "SFATAL\0C28P01\0Mpassword authentication failed\0\0".getBytes(StandardCharsets.UTF_8);
            out.writeByte('E');
            out.writeInt(refusal.length + Integer.BYTES);
            out.write(refusal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            database.close();
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private final class Refusing implements ActiveMQSecurityManager {

        @Override
        public boolean validateUser(String user, String password) {
            givenToBroker.add(password);
            return false;
        }

        @Override
        public boolean validateUserAndRole(
                String user, String password, java.util.Set<Role> roles, CheckType checkType) {
            return validateUser(user, password);
        }
    }
}
