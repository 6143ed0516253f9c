package io.github.cameldoshii.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StateRepository;

/**
 * The process that runs the routes and is killed. On its standard input it is told how far its wall clock is ahead, a line for
 * each time that the clock is set; it ends when that does, so that none is left.
 */
final class RoutesProcess {

    private static final String ROUTE_PARTS = ":";

    private RoutesProcess() {}

    /** The arguments that tell a process its conditions; behind them comes how far its wall clock is ahead. */
    static List<String> arguments(
            Conditions conditions,
            String socketUrl,
            String apiUrl,
            Path folder,
            String storePlace,
            int paceMillis,
            Sabotage sabotage) {
        String routes = String.join(
                ";",
                conditions.routes().stream()
                        .map(route -> route.id() + ROUTE_PARTS + route.events())
                        .toList());
        return List.of(
                socketUrl,
                apiUrl,
                folder.toString(),
                routes,
                Integer.toString(conditions.lanes()),
                Integer.toString(conditions.queueSize()),
                Long.toString(conditions.reconcileMillis()),
                Long.toString(conditions.maxAgeMillis()),
                Integer.toString(paceMillis),
                sabotage.name(),
                Integer.toString(conditions.field().maxBodyBytes()),
                storePlace);
    }

    static Path journal(Path folder) {
        return folder.resolve("journal");
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        List<RouteSpec> routes = Arrays.stream(arguments[3].split(";"))
                .map(text -> text.split(ROUTE_PARTS))
                .map(parts -> new RouteSpec(parts[0], parts[1]))
                .toList();
        Conditions conditions = new Conditions(
                true,
                routes,
                1,
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                0,
                0,
                Long.parseLong(arguments[6]),
                Long.parseLong(arguments[7]),
                new Field(false, 0, Field.Dates.RIGHT, 0, false, Optional.empty(), Integer.parseInt(arguments[10])),
                false,
                false);
        SettableClock clock = new SettableClock(Long.parseLong(arguments[12]));
        Behaviour behaviour = new Behaviour();
        behaviour.pace(Integer.parseInt(arguments[8]));
        Sabotage sabotage = Sabotage.valueOf(arguments[9]);
        StateRepository<String, String> positions = sabotage.around(Store.open(arguments[11]));
        Files.createDirectories(folder);
        CamelContext context = RoutesUnderTest.context(
                conditions,
                arguments[0],
                arguments[1],
                clock,
                positions,
                behaviour,
                sabotage.around(new Journal(journal(folder))),
                Optional.empty());
        sabotage.on(context);
        context.start();
        untilInputEnds(clock);
        Runtime.getRuntime().halt(0);
    }

    private static void untilInputEnds(SettableClock clock) {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                clock.set(Long.parseLong(line));
            }
        } catch (IOException e) {
            // Ended.
        }
    }
}
