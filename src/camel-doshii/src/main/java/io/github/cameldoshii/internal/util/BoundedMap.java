package io.github.cameldoshii.internal.util;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A map that holds at most so many entries: whatever is put beyond that drives out the oldest. What is put again keeps its age;
 * to make it the youngest, remove it first. Iterates from the oldest to the youngest. Not thread-safe.
 *
 * <p>Camel's {@code LRUCacheFactory} makes caches for many threads, which evict roughly: here one more entry means one less.
 */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int limit;

    /** @param limit how many entries it holds at most */
    public BoundedMap(int limit) {
        this.limit = limit;
    }

    /** A set of the same kind. */
    public static <E> Set<E> set(int limit) {
        return Collections.newSetFromMap(new BoundedMap<>(limit));
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
