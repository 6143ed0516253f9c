package io.github.cameldoshii.position;

import org.apache.camel.spi.StateRepository;

/**
 * A repository that several nodes share, and that knows which of them has a key. A consumer asks it every 2 s and after each
 * pause of its process, and delivers nothing any more once another node has taken its key over.
 */
public interface SharedStateRepository extends StateRepository<String, String> {

    /**
     * Returns if no other node has taken the key over since this one has read it; blocks.
     *
     * @throws FencedException if another node has
     * @throws RuntimeException if that cannot be known at present
     */
    void requireOwnership(String key);
}
