package io.github.cameldoshii.simulator.fault;

import java.util.List;

/** Actions on an upgrade request. */
final class DialActions {

    private DialActions() {}

    record WrongAccept() implements Action.OnDial {
        @Override
        public void onDial(DialTarget dial, Runnable next) {
            dial.wrongAccept();
            next.run();
        }
    }

    record UpgradeHeader(String name, String value) implements Action.OnDial {
        @Override
        public void onDial(DialTarget dial, Runnable next) {
            dial.upgradeHeader(name, value);
            next.run();
        }
    }

    record FirstTexts(List<String> texts) implements Action.OnDial {

        FirstTexts {
            texts = texts == null ? List.of() : List.copyOf(texts);
        }

        @Override
        public void onDial(DialTarget dial, Runnable next) {
            dial.firstTexts(texts);
            next.run();
        }
    }
}
