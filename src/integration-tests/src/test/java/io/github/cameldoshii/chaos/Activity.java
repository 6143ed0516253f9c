package io.github.cameldoshii.chaos;

/** Tells for how long nothing has happened. Asked by one thread at a time, again and again. */
final class Activity {

    private record Seen(int lines, int dials, int restCalls) {}

    private final Service service;
    private final Host host;
    private final boolean withRest;
    private Seen seen = new Seen(-1, -1, -1);
    private long since;
    private long restingSince = Long.MAX_VALUE;

    /** @param withRest whether REST calls are something that happens */
    Activity(Service service, Host host, boolean withRest) {
        this.service = service;
        this.host = host;
        this.withRest = withRest;
    }

    /** For how long nothing was delivered, dialled or asked for, in milliseconds. */
    long silentFor() {
        Seen now = new Seen(
                host.lines().size(),
                service.simulator().connections().size(),
                withRest ? service.simulator().restCalls().size() : 0);
        if (!now.equals(seen)) {
            seen = now;
            since = System.nanoTime();
        }
        return (System.nanoTime() - since) / 1_000_000;
    }

    /** For how long the host has been at rest whenever this was asked, in milliseconds. */
    long restsFor() {
        if (!host.isAtRest()) {
            restingSince = Long.MAX_VALUE;
            return 0;
        }
        if (restingSince == Long.MAX_VALUE) {
            restingSince = System.nanoTime();
        }
        return (System.nanoTime() - restingSince) / 1_000_000;
    }
}
