package io.github.cameldoshii.simulator;

import io.github.cameldoshii.simulator.state.Entity;
import io.github.cameldoshii.simulator.state.EntityStore;
import io.github.cameldoshii.simulator.state.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists that the service filters and pages, each with the defaults that cut results silently. Bounds are inclusive, to
 * the millisecond: a row of 10:00:00.500 is not "to 10:00:00". On the loop.
 */
final class PartnerLists {

    private static final Duration DEFAULT_WINDOW = Duration.ofMinutes(60);
    private static final int DEFAULT_LIMIT = 50;

    private final EntityStore store;
    private final Clock clock;
    private final boolean stringPaging;
    private Duration lag = Duration.ZERO;

    /** @param stringPaging whether {@code offset} and {@code limit} of an envelope are strings */
    PartnerLists(EntityStore store, Clock clock, boolean stringPaging) {
        this.store = store;
        this.clock = clock;
        this.stringPaging = stringPaging;
    }

    /** Leaves out of every list what has changed within this time, as a service does whose lists lag behind its events. */
    void lag(Duration behind) {
        lag = behind;
    }

    private Stream<Entity> at(Kind kind, String locationId) {
        Instant latest = clock.instant().minus(lag);
        return store.at(kind, locationId)
                .filter(entity -> lag.isZero() || !entity.updatedAt().isAfter(latest));
    }

    /** Envelope; limit 50, at most 100; newest first. */
    ApiResponse orders(ApiRequest call, String locationId) {
        boolean byUpdate = !call.parameter("updatedSort").isEmpty();
        Function<Entity, Instant> key = byUpdate ? Entity::updatedAt : Entity::createdAt;
        Stream<Entity> rows = statuses(call, List.of(), at(Kind.ORDER, locationId));
        rows = between(rows, Entity::createdAt, call.seconds("from"), call.seconds("to"));
        rows = between(rows, Entity::updatedAt, call.seconds("updatedFrom"), call.seconds("updatedTo"));
        rows = equal(call, "posRef", equal(call, "externalOrderRef", rows));
        return envelope(call, sorted(rows, key, call.ascending(byUpdate ? "updatedSort" : "sort")), 100);
    }

    /** Plain array; limit 50, at most 250; created within an hour of now, pending or accepted, unless asked otherwise. */
    ApiResponse checkins(ApiRequest call, String locationId) {
        Stream<Entity> rows = statuses(call, List.of("pending", "accepted"), at(Kind.CHECKIN, locationId));
        rows = between(rows, Entity::createdAt, from(call), to(call));
        rows = between(rows, Entity::updatedAt, call.seconds("updatedFrom"), call.seconds("updatedTo"));
        return array(call, sorted(rows, Entity::createdAt, call.ascending("sort")), 250);
    }

    /** Envelope; limit 50, at most 250; from and to are of the booking's date, by default within an hour of now. */
    ApiResponse bookings(ApiRequest call, String locationId) {
        boolean seated = call.flag("seated").orElse(false);
        Stream<Entity> rows = at(Kind.BOOKING, locationId).filter(booking -> seated != booking.fieldIsNull("checkin"));
        rows = between(rows, PartnerLists::date, from(call), to(call));
        return envelope(call, sorted(equal(call, "ref", rows), PartnerLists::date, call.ascending("sort")), 250);
    }

    /** Plain array; limit 50, at most 100; newest first. */
    ApiResponse loyaltyCheckins(ApiRequest call, String locationId) {
        Stream<Entity> rows = between(
                at(Kind.LOYALTY_CHECKIN, locationId), Entity::createdAt, call.seconds("from"), call.seconds("to"));
        return array(call, sorted(rows, Entity::createdAt, call.ascending("sort")), 100);
    }

    /** Plain array of all tables. */
    ApiResponse tables(ApiRequest call, String locationId) {
        List<String> names = call.list("id");
        Optional<Boolean> active = call.flag("isActive");
        return ApiResponse.ok(json(at(Kind.TABLE, locationId)
                .filter(table -> names.isEmpty() || names.contains(table.id()))
                .filter(table -> active.isEmpty() || table.field("isActive").equals(String.valueOf(active.get())))));
    }

    /** Plain array of all transactions of an order. */
    ApiResponse transactions(Entity order) {
        return ApiResponse.ok(json(store.transactionsOf(order)));
    }

    private Optional<Instant> from(ApiRequest call) {
        return call.seconds("from").or(() -> Optional.of(clock.instant().minus(DEFAULT_WINDOW)));
    }

    private Optional<Instant> to(ApiRequest call) {
        return call.seconds("to").or(() -> Optional.of(clock.instant().plus(DEFAULT_WINDOW)));
    }

    private static Instant date(Entity booking) {
        return Instant.parse(booking.field("date"));
    }

    private static Stream<Entity> statuses(ApiRequest call, List<String> absent, Stream<Entity> rows) {
        List<String> wanted = call.list("status").isEmpty() ? absent : call.list("status");
        return wanted.isEmpty() ? rows : rows.filter(row -> wanted.contains(row.status()));
    }

    private static Stream<Entity> equal(ApiRequest call, String field, Stream<Entity> rows) {
        String wanted = call.parameter(field);
        return wanted.isEmpty() ? rows : rows.filter(row -> row.field(field).equals(wanted));
    }

    private static Stream<Entity> between(
            Stream<Entity> rows, Function<Entity, Instant> key, Optional<Instant> from, Optional<Instant> to) {
        return rows.filter(row -> from.isEmpty() || !key.apply(row).isBefore(from.get()))
                .filter(row -> to.isEmpty() || !key.apply(row).isAfter(to.get()));
    }

    private static List<Entity> sorted(Stream<Entity> rows, Function<Entity, Instant> key, boolean ascending) {
        Comparator<Entity> order = Comparator.comparing(key);
        return rows.sorted(ascending ? order : order.reversed()).toList();
    }

    private ApiResponse envelope(ApiRequest call, List<Entity> rows, int maxLimit) {
        int offset = call.number("offset", 0, Integer.MAX_VALUE);
        int limit = call.number("limit", DEFAULT_LIMIT, maxLimit);
        String quote = stringPaging ? "\"" : "";
        return ApiResponse.ok("{\"count\":" + rows.size() + ",\"offset\":" + quote + offset + quote + ",\"limit\":"
                + quote + limit + quote + ",\"rows\":" + page(rows, offset, limit) + "}");
    }

    private ApiResponse array(ApiRequest call, List<Entity> rows, int maxLimit) {
        return ApiResponse.ok(
                page(rows, call.number("offset", 0, Integer.MAX_VALUE), call.number("limit", DEFAULT_LIMIT, maxLimit)));
    }

    private String page(List<Entity> rows, int offset, int limit) {
        return json(rows.stream().skip(offset).limit(limit));
    }

    private String json(Stream<Entity> rows) {
        return rows.map(store::view).collect(Collectors.joining(",", "[", "]"));
    }
}
