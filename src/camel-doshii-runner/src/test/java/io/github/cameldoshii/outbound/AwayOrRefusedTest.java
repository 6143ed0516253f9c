package io.github.cameldoshii.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSSecurityException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.ActiveMQNotConnectedException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.UncategorizedJmsException;
import org.springframework.jms.support.converter.MessageConversionException;

class AwayOrRefusedTest {

    static Stream<Exception> away() {
        return Stream.of(
                new ConnectException("Connection refused"),
                new UnknownHostException("no.such.host"),
                new SocketTimeoutException("Read timed out"),
                new SSLHandshakeException("PKIX path building failed"),
                new TimeoutException("no answer"),
                new FileSystemException("a", null, "No space left on device"),
                new FileNotFoundException("a (Permission denied)"),
                new GenericFileOperationFailedException("Cannot build directory: a"),
                new SQLTransientConnectionException("no connection", new SQLException("invalid option", "22023")),
                new UncategorizedJmsException("gone", new ActiveMQNotConnectedException("not connected")),
                new InvalidDestinationException("no such queue"),
                new JMSSecurityException("no permission"),
                new org.apache.kafka.common.errors.TimeoutException("Topic not present in metadata"),
                new TopicAuthorizationException("Not authorized"),
                new KafkaException("Failed to construct kafka producer", new ConfigException("No resolvable urls")));
    }

    @ParameterizedTest
    @MethodSource("away")
    void is_no_matter_of_the_event(Exception thrown) {
        requireAway(thrown);
        requireAway(new CamelExecutionException("wrapped", null, thrown));
    }

    static Stream<Exception> refused() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new ClassCastException("another"),
                new JsonParseException(null, "no JSON"),
                new MalformedInputException(1),
                new InvalidPathException("\0", "Nul character not allowed"),
                new FileNotFoundException("a (File name too long)"),
                new GenericFileOperationFailedException("File already exist: a. Cannot write new file."),
                new jakarta.jms.MessageFormatException("no such type"),
                new MessageConversionException("cannot convert"),
                new ActiveMQIOErrorException("AMQ149005: Message of 9 bytes is bigger than the max record size"),
                new RecordTooLargeException("too large"),
                new SerializationException("cannot serialize"),
                new PolicyViolationException("not allowed"),
                new InvalidConfigurationException("message format"),
                new SQLException("no state"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void is_one_of_the_event(Exception thrown) {
        assertThat(Failures.judge(thrown)).isSameAs(thrown);
        Exception wrapped = new CamelExecutionException("wrapped", null, thrown);
        assertThat(Failures.judge(wrapped)).isSameAs(wrapped);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 507, 599})
    void a_web_service_that_asks_to_come_again_or_is_broken_is_away(int status) {
        requireAway(answer(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 403, 404, 409, 410, 413, 415, 422, 451})
    void a_web_service_that_answers_anything_else_does_not_want_the_event(int status) {
        assertThat(Failures.judge(answer(status))).isInstanceOf(HttpOperationFailedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08001", "08006", "53100", "53300", "55P03", "57P01", "57P03", "57014", "58030", "40001", "40P01",
                "25006", "28P01", "3D000", "3F000", "42501", "42P01", "42703", "42P10"
            })
    void sql_states_of_the_server_the_rights_and_the_table_are_no_matter_of_the_event(String state) {
        requireAway(new SQLException("told", state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "22001", "22003", "22007", "22021", "22P02", "22P05", "23502", "23505", "23514", "42601", "42804",
                "54000", "0A000", "P0001", "XX000"
            })
    void sql_states_of_the_value_are_one_of_the_event(String state) {
        SQLException thrown = new SQLException("told", state);

        assertThat(Failures.judge(thrown)).isSameAs(thrown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ERROR: permission denied for table doshii_events"})
    void what_is_logged_of_a_target_that_is_away_is_the_innermost_cause(String cause) {
        Exception judged = Failures.judge(new CamelExecutionException(
                "outer", null, new IOException("middle", new SQLException(cause, "42501"))));

        assertThat(judged).hasMessage(cause + " (SQL state 42501)");
    }

    private static void requireAway(Exception thrown) {
        assertThat(Failures.judge(thrown))
                .isInstanceOf(TargetAwayException.class)
                .hasCause(thrown);
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://localhost/orders", status, "told", null, Map.of(), "");
    }
}
