package io.github.cameldoshii.chaos;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The wall clock of the machine that the routes run on: ours, and so much ahead as it was last set. Remembers how it was set,
 * so that what it has told can be turned into times of ours. Any thread.
 */
final class SettableClock implements InstantSource {

    /** Settings are apart by so much, so that what the clock tells is of one of them alone. */
    static final long STEP_MILLIS = 600_000;

    /** How long it may take from a time that is told until it is looked at, or from a setting until it is known. */
    private static final long SLACK_MILLIS = 120_000;

    private record Setting(long since, long ahead) {}

    private final List<Setting> settings = new CopyOnWriteArrayList<>();

    /** @param aheadMillis a multiple of {@link #STEP_MILLIS} */
    SettableClock(long aheadMillis) {
        settings.add(new Setting(Long.MIN_VALUE / 2, aheadMillis));
    }

    void set(long aheadMillis) {
        settings.add(new Setting(System.currentTimeMillis(), aheadMillis));
    }

    long ahead() {
        return settings.get(settings.size() - 1).ahead();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public long millis() {
        return System.currentTimeMillis() + ahead();
    }

    /**
     * Our time of what the clock has shown.
     *
     * @param known when that was known, by our clock
     */
    long ourTime(long shown, long known) {
        List<Setting> all = List.copyOf(settings);
        long end = known;
        Setting last = all.get(0);
        for (int i = all.size() - 1; i >= 0; i--) {
            Setting setting = all.get(i);
            if (setting.since() > known) {
                continue;
            }
            long time = shown - setting.ahead();
            if (setting.since() - SLACK_MILLIS <= time && time <= end + SLACK_MILLIS && time >= known - SLACK_MILLIS) {
                return time;
            }
            if (last.since() < setting.since()) {
                last = setting;
            }
            end = setting.since();
        }
        // Not the present of any setting: a time of long ago, as the clock had it when it was told.
        return shown - last.ahead();
    }
}
