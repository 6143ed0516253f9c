package io.github.cameldoshii.runner.observability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one process has exposed, scrape by scrape, on a time axis of its own: two seconds of the process are a minute of the day.
 * All that is exposed in seconds is multiplied by the same factor; every other number is as it was exposed. Written by one
 * thread, read by any.
 */
final class Recording {

    /** How much faster than the day the process lives. */
    static final int SPEED = 30;

    private static final Pattern IN_SECONDS = Pattern.compile("\\w+_seconds(_total|_sum|_max)?");

    /** How long the process had run when it read the values, by its own clock: an answer may be late. */
    private static final Pattern UPTIME = Pattern.compile("^process_uptime_seconds (\\S+)$", Pattern.MULTILINE);

    /** @param text empty if the process did not answer */
    private record Scrape(Duration asked, Optional<String> text) {

        /** Of the day. */
        Optional<Duration> uptime() {
            return text.map(UPTIME::matcher)
                    .filter(Matcher::find)
                    .map(found -> Duration.ofMillis(Math.round(1_000 * SPEED * Double.parseDouble(found.group(1)))));
        }
    }

    private final String labels;
    private final long begin = System.nanoTime();
    private final List<Scrape> scrapes = new ArrayList<>();

    /** @param instance the label of this name; {@code job} is that of prometheus.yml */
    Recording(String instance) {
        this.labels = "instance=\"%s\",job=\"doshii\"".formatted(instance);
    }

    /** The time of the day. */
    Duration now() {
        return Duration.ofNanos(System.nanoTime() - begin).multipliedBy(SPEED);
    }

    /** Adds what was exposed when it was asked for. */
    synchronized void add(Duration asked, Optional<String> text) {
        scrapes.add(new Scrape(asked, text));
    }

    /** The latest value of each series whose name and labels hold all of these texts, added up. */
    synchronized double latest(String... parts) {
        Optional<String> text = scrapes.isEmpty()
                ? Optional.empty()
                : scrapes.get(scrapes.size() - 1).text();
        return text.map(exposed -> samples(exposed).entrySet().stream()
                        .filter(sample -> List.of(parts).stream().allMatch(sample.getKey()::contains))
                        .mapToDouble(sample -> Double.parseDouble(sample.getValue()))
                        .sum())
                .orElse(0.0);
    }

    /**
     * All series in promtool's notation, one value for each second of the day. As Prometheus does, a series that is no longer
     * exposed is marked as stale, and {@code up} tells whether the process has answered. Of two scrapes in the same second of the
     * day the first is kept.
     */
    synchronized Map<String, String> series() {
        Map<String, Values> all = new TreeMap<>();
        Duration start = start();
        long last = -1;
        for (Scrape scrape : scrapes) {
            long second =
                    scrape.uptime().map(start::plus).orElse(scrape.asked()).toSeconds();
            if (second <= last) {
                continue;
            }
            last = second;
            Map<String, String> exposed = scrape.text().map(this::replayed).orElse(Map.of());
            all.forEach((name, values) -> {
                if (!exposed.containsKey(name) && !name.startsWith("up{")) {
                    values.end(second);
                }
            });
            exposed.forEach((name, value) ->
                    all.computeIfAbsent(name, first -> new Values()).add(second, value));
            all.computeIfAbsent("up{" + labels + "}", first -> new Values())
                    .add(second, scrape.text().isPresent() ? "1" : "0");
        }
        Map<String, String> series = new LinkedHashMap<>();
        all.forEach((name, values) -> series.put(name, values.text.toString()));
        return series;
    }

    /** When the process has started: it was not asked before it answered, and one of its answers was quick. */
    private Duration start() {
        return scrapes.stream()
                .flatMap(scrape -> scrape.uptime().map(scrape.asked()::minus).stream())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private Map<String, String> replayed(String text) {
        Map<String, String> replayed = new LinkedHashMap<>();
        samples(text).forEach((series, value) -> {
            int brace = series.indexOf('{');
            String name = brace < 0 ? series : series.substring(0, brace);
            String own = brace < 0 ? "}" : series.substring(brace + 1);
            boolean inSeconds = IN_SECONDS.matcher(name).matches();
            replayed.put(
                    name + "{" + labels + (own.equals("}") ? "" : ",") + own,
                    inSeconds ? Double.toString(Double.parseDouble(value) * SPEED) : value);
        });
        return replayed;
    }

    private static Map<String, String> samples(String text) {
        Map<String, String> samples = new LinkedHashMap<>();
        text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            samples.put(line.substring(0, space), line.substring(space + 1));
        });
        return samples;
    }

    /** The values of a series, {@code _xN} for N seconds without one. */
    private static final class Values {

        private final StringBuilder text = new StringBuilder();
        private long next;
        private boolean ended = true;

        void add(long second, String value) {
            if (second > next) {
                text.append("_x").append(second - next).append(' ');
            }
            text.append(value).append(' ');
            next = second + 1;
            ended = false;
        }

        void end(long second) {
            if (!ended) {
                add(second, "stale");
                ended = true;
            }
        }
    }
}
