/**
 * Collections that no library has. Used by whatever remembers what comes from outside, which must not fill the memory; knows
 * none of the other packages. What is here is confined to the thread of its owner.
 */
package io.github.cameldoshii.internal.util;
