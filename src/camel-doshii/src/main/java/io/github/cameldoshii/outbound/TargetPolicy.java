package io.github.cameldoshii.outbound;

import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;

/**
 * Steps that send to a target which is sometimes away. They are one unit: if one of them fails, the route's error handler
 * tries them all again, or gives up. What it is given tells why:
 *
 * <ul>
 *   <li>a {@link TargetAwayException} where the target is away, whatever the target's own client has thrown: to be tried again;
 *   <li>anything else as it was thrown: the target cannot take this event.
 * </ul>
 *
 * <p>When the route is stopped, what waits behind a target that is away is not tried any more but fails at once, and a try
 * that hangs has 5 more seconds. So with {@code allowRedeliveryWhileStopping=false} all that waits is in the dead letters
 * within seconds, however long the target's own time-outs are.
 *
 * <p>An answer with {@code Retry-After} sets the wait before the next try, up to 5 minutes.
 *
 * <p>Has no state; each use of it in a route has its own.
 */
public final class TargetPolicy implements Policy {

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // The steps stay as they are.
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        return new TargetStep(route, processor);
    }
}
