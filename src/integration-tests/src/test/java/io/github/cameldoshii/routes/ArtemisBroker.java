package io.github.cameldoshii.routes;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker with a journal on disk, that can be stopped and started again at the same port. */
final class ArtemisBroker {

    private final Path folder;
    private final int port = freePort();
    private EmbeddedActiveMQ server;

    ArtemisBroker(Path folder) {
        this.folder = folder;
    }

    void start() throws Exception {
        server = new EmbeddedActiveMQ();
        server.setConfiguration(new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .addAcceptorConfiguration("tcp", url()));
        server.start();
    }

    void stop() throws Exception {
        server.stop();
    }

    String url() {
        return "tcp://localhost:" + port;
    }

    /** Takes so many messages from a queue, in its order; fewer if no more come. */
    List<Message> receive(String queue, int count) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url());
                Connection connection = factory.createConnection();
                Session session = connection.createSession();
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            List<Message> messages = new ArrayList<>();
            while (messages.size() < count) {
                Message message = consumer.receive(ShippedRoutes.PATIENCE.toMillis());
                if (message == null) {
                    break;
                }
                messages.add(message);
            }
            return messages;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
