package io.github.cameldoshii.simulator.fault;

import java.util.List;

/** Actions on an upgrade request. */
final class UpgradeActions {

    private UpgradeActions() {}

    record WrongAccept() implements Action.OnUpgrade {
        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.wrongAccept();
            next.run();
        }
    }

    record UpgradeHeader(String name, String value) implements Action.OnUpgrade {
        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.upgradeHeader(name, value);
            next.run();
        }
    }

    record FirstTexts(List<String> texts) implements Action.OnUpgrade {

        FirstTexts {
            texts = texts == null ? List.of() : List.copyOf(texts);
        }

        @Override
        public void onUpgrade(UpgradeTarget upgrade, Runnable next) {
            upgrade.firstTexts(texts);
            next.run();
        }
    }
}
