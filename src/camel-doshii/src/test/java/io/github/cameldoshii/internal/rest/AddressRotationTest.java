package io.github.cameldoshii.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** REST calls where a host name has several addresses and the first one takes connections and answers nothing. */
@Timeout(30)
class AddressRotationTest {

    // Last bytes of loopback addresses.
    private static final int RESETS = 2;
    private static final int REFUSES = 3;
    private static final int WORKS = 1;

    private final DnsResolver threeAddresses = new DnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {address(RESETS), address(REFUSES), address(WORKS)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    };

    private final AtomicInteger reset = new AtomicInteger();
    private HttpServer service;
    private ServerSocket broken;
    private CloseableHttpClient client;

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress("service.test", new byte[] {127, 0, 0, (byte) last});
    }

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(address(WORKS), 0), 0);
        service.createContext("/", call -> {
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        service.start();
        broken = new ServerSocket(service.getAddress().getPort(), 50, address(RESETS));
        Thread thread = new Thread(this::resetAll);
        thread.setDaemon(true);
        thread.start();
        client = HttpClients.custom()
                .disableAutomaticRetries()
                .addExecInterceptorFirst("addresses", new AddressRotation(threeAddresses))
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(threeAddresses)
                        .build())
                .build();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        broken.close();
        service.stop(0);
    }

    private void resetAll() {
        while (!broken.isClosed()) {
            try (Socket taken = broken.accept()) {
                // Sooner, and it could be taken for an address that does not connect.
                taken.getInputStream().read();
                taken.setSoLinger(true, 0);
                reset.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private int get() throws IOException {
        return client.execute(
                new HttpGet("http://service.test:" + service.getAddress().getPort() + "/"), answer -> answer.getCode());
    }

    @Test
    void the_next_that_connects_is_used_after_one_that_did_not_answer_and_then_stays_in_use() throws Exception {
        assertThatThrownBy(this::get).isInstanceOf(IOException.class);

        assertThat(get()).isEqualTo(204);
        assertThat(get()).isEqualTo(204);
        assertThat(reset).hasValue(1);
    }
}
