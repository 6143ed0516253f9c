package io.github.cameldoshii.simulator.fault;

import java.util.HexFormat;
import java.util.Map;

/** Actions that fit more than one place. */
final class AnyActions {

    private AnyActions() {}

    record Reset() implements Action.OnConnect, Action.OnUpgrade, Action.OnSocket, Action.OnRest {
        @Override
        public void onConnect(ConnectTarget connection, Runnable next) {
            connection.reset();
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.reset();
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.reset();
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.reset();
        }
    }

    record Delay(long millis) implements Action.OnConnect, Action.OnUpgrade, Action.OnSocket, Action.OnRest {
        @Override
        public void onConnect(ConnectTarget connection, Runnable next) {
            connection.later(millis, next);
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.later(millis, next);
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.later(millis, next);
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.later(millis, next);
        }
    }

    record Hang() implements Action.OnConnect, Action.OnUpgrade, Action.OnRest {
        @Override
        public void onConnect(ConnectTarget connection, Runnable next) {
            connection.hang();
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.hang();
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.hang();
        }
    }

    record Answer(int status, Map<String, String> headers, String body) implements Action.OnUpgrade, Action.OnRest {

        Answer {
            if (status < 200 || status > 599) {
                throw new IllegalArgumentException("status is 200 to 599, not " + status);
            }
            headers = headers == null ? Map.of() : Map.copyOf(headers);
            body = body == null ? "" : body;
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.answer(status, headers, body);
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.answer(status, headers, body);
        }
    }

    record Dribble(long millisPerByte) implements Action.OnUpgrade, Action.OnRest {
        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.dribble(millisPerByte);
            next.run();
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.dribble(millisPerByte);
            next.run();
        }
    }

    record Bytes(String hex, int repeat) implements Action.OnConnect, Action.OnUpgrade, Action.OnSocket {

        Bytes {
            repeat = Math.max(1, repeat);
            hex = hex == null ? "" : hex.replace(" ", "");
            Math.multiplyExact(HexFormat.of().parseHex(hex).length, repeat);
        }

        Bytes(byte[] bytes, int repeat) {
            this(HexFormat.of().formatHex(bytes), repeat);
        }

        private byte[] bytes() {
            byte[] once = HexFormat.of().parseHex(hex);
            byte[] bytes = new byte[once.length * repeat];
            for (int i = 0; i < repeat; i++) {
                System.arraycopy(once, 0, bytes, i * once.length, once.length);
            }
            return bytes;
        }

        @Override
        public void onConnect(ConnectTarget connection, Runnable next) {
            connection.bytes(bytes());
            next.run();
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.bytes(bytes());
            upgrade.hang();
        }

        @Override
        public void onSocket(SocketTarget socket, Runnable next) {
            socket.bytes(bytes());
            next.run();
        }

        @Override
        public String toString() {
            return "Bytes[" + hex.length() / 2 + ", repeat=" + repeat + "]";
        }
    }
}
