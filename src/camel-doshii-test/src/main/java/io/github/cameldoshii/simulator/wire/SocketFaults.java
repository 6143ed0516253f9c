package io.github.cameldoshii.simulator.wire;

import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Chain;
import io.github.cameldoshii.simulator.fault.FaultBook;
import java.util.List;

/** Does what a socket does, with the faults that match around it. Runs on the loop. */
final class SocketFaults {

    private static final String NO_PING = "null";

    private final FaultBook book;

    SocketFaults(FaultBook book) {
        this.book = book;
    }

    void opened(Socket socket) {
        book.onOpened((millis, action) -> {
            SocketMoment moment = new SocketMoment(socket, "", NO_PING, () -> {});
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

    void ping(Socket socket, Heartbeat.Ping ping) {
        SocketMoment moment = new SocketMoment(socket, ping.answer(), ping.value(), () -> {});
        run(book.onPing(socket.record().pingCount()), moment, () -> socket.sendText(ping.answer()));
    }

    void message(Socket socket) {
        run(book.onMessage(), new SocketMoment(socket, "", NO_PING, () -> {}), () -> {});
    }

    /** @param told run for each time that the event is handed to the socket: possibly more than once, possibly never */
    void event(Socket socket, String name, String text, byte[] frame, Runnable told) {
        run(book.onEvent(name), new SocketMoment(socket, text, NO_PING, told), () -> {
            if (socket.write(frame)) {
                told.run();
            }
        });
    }

    private static void run(List<Action.OnSocket> actions, SocketMoment moment, Runnable last) {
        actions.forEach(action -> moment.socket().record().fault(action.toString()));
        Chain.run(actions, (action, next) -> action.onSocket(moment, next), last);
    }
}
