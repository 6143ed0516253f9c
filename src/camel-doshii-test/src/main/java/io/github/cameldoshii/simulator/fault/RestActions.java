package io.github.cameldoshii.simulator.fault;

/** Actions on a REST call. */
final class RestActions {

    private RestActions() {}

    record Truncate(int bytes, boolean reset) implements Action.OnRest {
        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.truncate(bytes, reset);
            next.run();
        }
    }

    record BrokenGzip() implements Action.OnRest {
        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.brokenGzip();
            next.run();
        }
    }

    record Header(String name, String value) implements Action.OnRest {

        Header {
            value = value == null ? "" : value;
        }

        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.header(name, value);
            next.run();
        }
    }

    record DropSockets() implements Action.OnRest {
        @Override
        public void onRest(RestTarget call, Runnable next) {
            call.dropSockets();
            next.run();
        }
    }
}
