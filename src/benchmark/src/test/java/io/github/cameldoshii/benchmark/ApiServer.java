package io.github.cameldoshii.benchmark;

import io.github.cameldoshii.simulator.DoshiiSimulator;
import io.github.cameldoshii.simulator.SimulatorOptions;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * The process that answers REST calls, each 50 ms late: the simulator with many locations. A line on its standard input
 * asks for so many new orders, spread over the locations, of which the socket tells nothing. Ends when the standard input
 * does.
 */
final class ApiServer {

    static final int LOCATIONS = 50;

    private final DoshiiSimulator simulator;
    private int orders;

    private ApiServer(DoshiiSimulator simulator) {
        this.simulator = simulator;
    }

    /** @param args none */
    public static void main(String[] args) throws IOException {
        try (DoshiiSimulator simulator =
                        DoshiiSimulator.start(SimulatorOptions.defaults().withPort(0));
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            new ApiServer(simulator).run(commands);
        }
    }

    private void run(BufferedReader commands) throws IOException {
        for (int i = 0; i < LOCATIONS; i++) {
            simulator.locations().silently().create(Map.of("id", place(i)));
        }
        simulator.faults().add(Fault.on(Match.rest("*", "*")).then(Actions.delay(Duration.ofMillis(50))));
        ProtocolLine.LISTENING.print(simulator.apiUrl());
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            for (int left = Integer.parseInt(command); left > 0; left--) {
                create();
            }
            ProtocolLine.READY.print("");
        }
    }

    private void create() {
        String id = Integer.toString(1_000_000 + orders);
        simulator.orders().silently().create(place(orders % LOCATIONS), Map.of("id", id));
        orders++;
    }

    private static String place(int i) {
        return "place" + i;
    }
}
