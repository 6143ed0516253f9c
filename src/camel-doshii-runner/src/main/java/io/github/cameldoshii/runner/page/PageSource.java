package io.github.cameldoshii.runner.page;

/** Something that the page shows. Asked by the thread of the {@link PagePublisher} alone, which it must not block for long. */
public interface PageSource {

    /** Somebody looks from now on, or nobody does any more: what costs something is only to be done while somebody does. */
    void watched(boolean watched);

    /** Adds how things are now, and what has happened since the last call. */
    void addTo(PageUpdate update);
}
