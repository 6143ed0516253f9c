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

    void opened(WebSocketSession socket) {
        book.onOpened((millis, action) -> {
            SocketFaultContext moment = new SocketFaultContext(socket, "", NO_PING, () -> {});
            Runnable apply = () -> {
                if (socket.isOpen()) {
                    run(List.of(action), moment, () -> {});
                }
            };
            if (millis == 0) {
                apply.run();
            } else {
                moment.later(millis, apply);
            }
        });
    }

    void ping(WebSocketSession socket, Heartbeat.Ping ping) {
        SocketFaultContext moment = new SocketFaultContext(socket, ping.answer(), ping.value(), () -> {});
        run(book.onPing(socket.record().pingCount()), moment, () -> socket.sendText(ping.answer()));
    }

    void message(WebSocketSession socket) {
        run(book.onMessage(), new SocketFaultContext(socket, "", NO_PING, () -> {}), () -> {});
    }

    /** @param told run for each time that the event is handed to the socket: possibly more than once, possibly never */
    void event(WebSocketSession socket, String name, String text, OutboundMessage message, Runnable told) {
        run(book.onEvent(name), new SocketFaultContext(socket, text, NO_PING, told), () -> {
            if (socket.send(message)) {
                told.run();
            }
        });
    }

    private static void run(List<Action.OnSocket> actions, SocketFaultContext moment, Runnable last) {
        actions.forEach(action -> moment.socket().record().fault(action.toString()));
        FaultBook.run(actions, (action, next) -> action.onSocket(moment, next), last);
    }
}
