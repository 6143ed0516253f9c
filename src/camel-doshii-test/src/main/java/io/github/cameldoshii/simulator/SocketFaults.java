package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.fault.Action;
import java.util.List;

/** Does what a socket does, with the faults that match around it. Runs on the loop. */
final class SocketFaults {

    private static final String NO_PING = "null";

    private final FaultBook book;

    SocketFaults(FaultBook book) {
        this.book = book;
    }

    void opened(WebSocketSession session) {
        book.onOpened((millis, action) -> {
            SocketFaultContext context = new SocketFaultContext(session, "", NO_PING, () -> {});
            Runnable apply = () -> {
                if (session.isOpen()) {
                    run(List.of(action), context, () -> {});
                }
            };
            if (millis == 0) {
                apply.run();
            } else {
                context.later(millis, apply);
            }
        });
    }

    void ping(WebSocketSession session, Heartbeat.Ping ping) {
        SocketFaultContext context = new SocketFaultContext(session, ping.answer(), ping.value(), () -> {});
        run(book.onPing(session.record().pingCount()), context, () -> session.sendText(ping.answer()));
    }

    void message(WebSocketSession session) {
        run(book.onMessage(), new SocketFaultContext(session, "", NO_PING, () -> {}), () -> {});
    }

    /** @param told run for each time that the event is handed to the socket: possibly more than once, possibly never */
    void event(WebSocketSession session, String name, String text, OutboundMessage message, Runnable told) {
        run(book.onEvent(name), new SocketFaultContext(session, text, NO_PING, told), () -> {
            if (session.send(message)) {
                told.run();
            }
        });
    }

    private static void run(List<Action.OnSocket> actions, SocketFaultContext context, Runnable last) {
        actions.forEach(action -> context.session().record().fault(action.toString()));
        FaultBook.run(actions, (action, next) -> action.onSocket(context, next), last);
    }
}
