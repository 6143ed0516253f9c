package io.github.cameldoshii.benchmark;

import java.time.Duration;

/**
 * With recovery, as an installation has it: what was delivered is remembered and written down. System properties: {@code
 * benchmark.api} (the URL of an API that answers), {@code benchmark.positions} (a file).
 */
final class RememberingDoshiiRoute extends DoshiiRoute {

    RememberingDoshiiRoute() {
        super(Duration.ZERO);
    }

    @Override
    String uri(String socketUrl) {
        return "doshii:simulator?socketUrl=RAW(" + socketUrl + ")&apiUrl=RAW(" + System.getProperty("benchmark.api")
                + ")&positionStore=RAW(file:" + System.getProperty("benchmark.positions") + ")";
    }
}
