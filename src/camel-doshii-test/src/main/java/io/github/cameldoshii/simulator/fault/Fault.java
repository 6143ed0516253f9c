package io.github.cameldoshii.simulator.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * A scripted fault: where it matches, what it does, how often.
 *
 * @param skip how many matches pass by unharmed first
 * @param times how often it is applied after that
 */
public record Fault(Match match, Action action, int skip, int times) {

    /** Applied until it is cleared. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if the action does not fit where the match is */
    public Fault {
        Objects.requireNonNull(match, "match");
        Objects.requireNonNull(action, "action");
        if (!match.fits(action)) {
            throw new IllegalArgumentException(action + " does not fit " + match);
        }
        if (skip < 0 || times < 1) {
            throw new IllegalArgumentException("skip is 0 or more and times 1 or more");
        }
    }

    @JsonCreator
    static Fault of(
            @JsonProperty("match") Match match,
            @JsonProperty("action") Action action,
            @JsonProperty("skip") int skip,
            @JsonProperty("times") int times) {
        return new Fault(match, action, skip, times == 0 ? ALWAYS : times);
    }

    /** Begins a fault that is applied always, unless {@link #times} says otherwise. */
    public static Start on(Match match) {
        return new Start(match);
    }

    /** A copy that is applied so often. */
    public Fault times(int count) {
        return new Fault(match, action, skip, count);
    }

    /** A copy that is applied once. */
    public Fault once() {
        return times(1);
    }

    /** A copy that lets so many matches pass by first. */
    public Fault after(int count) {
        return new Fault(match, action, count, times);
    }

    /** How often a fault was applied so far. */
    public record State(Fault fault, int applied) {}

    /** A fault that lacks its action. */
    public record Start(Match match) {

        public Fault then(Action action) {
            return new Fault(match, action, 0, ALWAYS);
        }

        /** An action of one's own, on an open socket. */
        public Fault onSocket(Action.OnSocket action) {
            return then(action);
        }

        /** An action of one's own, on a REST call. */
        public Fault onRest(Action.OnRest action) {
            return then(action);
        }
    }
}
