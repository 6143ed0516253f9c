package io.github.cameldoshii.outbound;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Judges what a target's client throws: is the target away, or can it not take this event? The innermost exception that one
 * of the rules knows decides. What no rule knows counts as the event's own: else one event could stop a route for ever.
 *
 * <p>Clients that not every application has are known by the names of their exceptions.
 */
final class Failures {

    private enum Verdict {
        AWAY,
        REFUSED,
        UNKNOWN
    }

    /** Answers below 500 that ask to come again. */
    private static final Set<Integer> COME_AGAIN = Set.of(408, 425, 429);

    /**
     * Classes of SQL states that are no matter of the event: connection, authorization, database, resources, locks, shutdown,
     * I/O, conflicts with others, a server that only reads.
     */
    private static final Set<String> STATES_OF_THE_SERVER =
            Set.of("08", "28", "3D", "53", "55", "57", "58", "40", "25", "3F");

    /**
     * What the table or the rights of the user lack is for the administrator to add, and no event is lost meanwhile: no
     * privilege; no such table, column, function, type, unique key.
     */
    private static final Set<String> STATES_OF_THE_TABLE = Set.of("42501", "42P01", "42703", "42883", "42704", "42P10");

    /** Of JMS, Spring's JMS, Artemis and Kafka: what is about the message. Everything else of theirs is about the broker. */
    private static final Set<String> OF_THE_MESSAGE = Set.of(
            "jakarta.jms.MessageFormatException",
            "jakarta.jms.MessageNotWriteableException",
            "jakarta.jms.MessageFormatRuntimeException",
            "jakarta.jms.MessageNotWriteableRuntimeException",
            "org.springframework.jms.MessageFormatException",
            "org.springframework.jms.MessageNotWriteableException",
            "org.springframework.jms.support.converter.MessageConversionException",
            "org.apache.kafka.common.errors.SerializationException");

    private static final Set<String> OF_THE_BROKER = Set.of(
            "jakarta.jms.JMSException",
            "jakarta.jms.JMSRuntimeException",
            "org.springframework.jms.JmsException",
            "org.apache.activemq.artemis.api.core.ActiveMQException",
            "org.apache.kafka.common.errors.RetriableException",
            "org.apache.kafka.common.errors.AuthenticationException",
            "org.apache.kafka.common.errors.AuthorizationException",
            "org.apache.kafka.common.errors.OutOfOrderSequenceException",
            "org.apache.kafka.common.errors.InvalidProducerEpochException",
            "org.apache.kafka.common.config.ConfigException");

    /** The rest of what a Kafka broker or client answers (too large, against a policy, ...) is about the record. */
    private static final String KAFKA_ANSWER = "org.apache.kafka.common.errors.ApiException";

    private static final String KAFKA_CLIENT = "org.apache.kafka.common.KafkaException";

    /** Artemis: larger than a record of the broker's journal may be. */
    private static final String TOO_LARGE_FOR_JOURNAL = "AMQ149005";

    private static final String FILE_OPERATION = "org.apache.camel.component.file.GenericFileOperationFailedException";

    /** How the operating system says that it cannot have a file of this name. */
    private static final Pattern IMPOSSIBLE_NAME =
            Pattern.compile("File name too long|Illegal byte sequence|Invalid or incomplete multibyte|already exist");

    private Failures() {}

    /** The exception itself where the target cannot take this event, else one that says that the target is away. */
    static Exception judge(Exception thrown) {
        return isAway(thrown) ? new TargetAwayException(FailureText.ofInnermostCause(thrown), thrown) : thrown;
    }

    private static boolean isAway(Throwable thrown) {
        List<Throwable> causes = FailureText.causes(thrown);
        if (causes.stream().anyMatch(Failures::isNoConnection)) {
            return true;
        }
        return causes.stream()
                        .map(Failures::verdict)
                        .filter(verdict -> verdict != Verdict.UNKNOWN)
                        .findFirst()
                        .orElse(Verdict.REFUSED)
                == Verdict.AWAY;
    }

    /** Whatever the reason, an event that never got to a connection is not to blame. */
    private static boolean isNoConnection(Throwable thrown) {
        return thrown instanceof java.sql.SQLTransientConnectionException
                || is(thrown, "org.springframework.jdbc.CannotGetJdbcConnectionException");
    }

    private static Verdict verdict(Throwable thrown) {
        if (thrown instanceof HttpOperationFailedException http) {
            return verdict(http.getStatusCode() >= 500 || COME_AGAIN.contains(http.getStatusCode()));
        }
        if (thrown instanceof SQLException sql) {
            return ofSql(sql);
        }
        if (thrown instanceof IOException) {
            return ofIo(thrown);
        }
        if (thrown instanceof InvalidPathException) {
            return Verdict.REFUSED;
        }
        if (thrown instanceof TimeoutException
                || thrown instanceof ExchangeTimedOutException
                || thrown instanceof UnresolvedAddressException) {
            return Verdict.AWAY;
        }
        if (is(thrown, FILE_OPERATION)) {
            return verdict(!namesAnImpossibleFile(thrown));
        }
        return ofMessaging(thrown);
    }

    private static Verdict ofSql(SQLException thrown) {
        String state = thrown.getSQLState();
        if (state == null || state.length() < 2) {
            return thrown instanceof SQLTransientException
                            || thrown instanceof SQLRecoverableException
                            || thrown instanceof SQLNonTransientConnectionException
                    ? Verdict.AWAY
                    : Verdict.UNKNOWN;
        }
        return verdict(STATES_OF_THE_SERVER.contains(state.substring(0, 2)) || STATES_OF_THE_TABLE.contains(state));
    }

    private static Verdict ofIo(Throwable thrown) {
        return verdict(!(thrown instanceof CharacterCodingException
                || thrown instanceof JacksonException
                || thrown instanceof FileAlreadyExistsException
                || namesAnImpossibleFile(thrown)));
    }

    private static boolean namesAnImpossibleFile(Throwable thrown) {
        return thrown.getMessage() != null
                && IMPOSSIBLE_NAME.matcher(thrown.getMessage()).find();
    }

    private static Verdict ofMessaging(Throwable thrown) {
        if (isAny(thrown, OF_THE_MESSAGE) || String.valueOf(thrown.getMessage()).contains(TOO_LARGE_FOR_JOURNAL)) {
            return Verdict.REFUSED;
        }
        if (isAny(thrown, OF_THE_BROKER)) {
            return Verdict.AWAY;
        }
        if (is(thrown, KAFKA_ANSWER)) {
            return Verdict.REFUSED;
        }
        return thrown.getClass().getName().equals(KAFKA_CLIENT) ? Verdict.AWAY : Verdict.UNKNOWN;
    }

    private static Verdict verdict(boolean away) {
        return away ? Verdict.AWAY : Verdict.REFUSED;
    }

    private static boolean is(Throwable thrown, String type) {
        return isAny(thrown, Set.of(type));
    }

    private static boolean isAny(Throwable thrown, Set<String> types) {
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (types.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }

    /** What a web service that is away has answered, innermost first. */
    static Optional<HttpOperationFailedException> httpAnswer(Throwable thrown) {
        return FailureText.causes(thrown).stream()
                .filter(HttpOperationFailedException.class::isInstance)
                .map(HttpOperationFailedException.class::cast)
                .findFirst();
    }
}
