package io.github.cameldoshii.position;

/**
 * Keeps a consumer's delivery history beside its position, as a text that grows at its end. A state repository that
 * implements this lets a restart recognise what was delivered before it; with one that does not, the whole history is a state
 * of its own, which is written anew each time.
 *
 * <p>The text consists of lines. It may be lost, or end in the middle of a line after a crash: each part of it has a checksum, and
 * what is missing is delivered again. Methods block, may be called from any thread between start and stop, and throw a
 * {@link RuntimeException} if they fail.
 */
public interface HistoryLog {

    /** All that was appended for the key since it was last replaced; empty if nothing was. */
    String readHistory(String key);

    /**
     * Adds lines to the end. When it returns they survive the process, and a crash of the machine where the state of the key
     * does.
     *
     * @throws FencedException if another node has taken the key over since it was read
     */
    void appendHistory(String key, String lines);

    /**
     * Replaces the whole text. Whatever is interrupted, a later read finds either the old text or the new one.
     *
     * @throws FencedException if another node has taken the key over since it was read
     */
    void replaceHistory(String key, String text);
}
