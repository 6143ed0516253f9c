package io.github.cameldoshii.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is known of one connect attempt of the socket, whether it was accepted or refused.
 *
 * @param number counts connect attempts from 1
 * @param openedAt when the upgrade request arrived
 * @param closedAt when the TCP connection ended; {@link Instant#MAX} as long as it has not
 * @param open whether the socket is open: upgraded, and neither side has begun to close
 * @param status the HTTP status of the answer to the upgrade, 101 if accepted, 0 if there was none
 * @param authOk whether {@code auth} named the client id
 * @param path the path asked for, without the query
 * @param queryNames the names of the query's parameters; their values are not kept, {@code auth} is a credential
 * @param deviceId the query's {@code deviceId}, or empty
 * @param closeCode code of the first close frame of either side; 1005 if it had none, 1006 if the connection ended
 *     without one, 0 as long as it has not ended
 * @param closeReason reason in that close frame, or empty
 * @param closedBy who began to close
 * @param pings the heartbeats that arrived, oldest first; the newest 10,000
 * @param messages the other messages that arrived, exactly as they arrived (binary ones as Base64), oldest first; the
 *     newest 10,000
 * @param wsPongs how many WebSocket pong frames arrived
 */
public record ConnectionRecord(
        int number,
        Instant openedAt,
        Instant closedAt,
        boolean open,
        int status,
        boolean authOk,
        String path,
        Set<String> queryNames,
        String deviceId,
        int closeCode,
        String closeReason,
        Side closedBy,
        List<PingRecord> pings,
        List<String> messages,
        int wsPongs) {

    public ConnectionRecord {
        queryNames = Set.copyOf(queryNames);
        pings = List.copyOf(pings);
        messages = List.copyOf(messages);
    }
}
