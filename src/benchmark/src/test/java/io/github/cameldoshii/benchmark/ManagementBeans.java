package io.github.cameldoshii.benchmark;

import java.lang.management.ManagementFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Camel's management beans of this process, which count and time each exchange and so take a good part of what is measured.
 */
final class ManagementBeans {

    private static final String ROUTES = "org.apache.camel:type=routes,*";

    private ManagementBeans() {}

    static boolean areThere() {
        try {
            return !ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName(ROUTES), null)
                    .isEmpty();
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * To be called when routes run.
     *
     * @throws IllegalStateException if the subject would be measured as what it is not
     */
    static void requireThoseOf(Subject subject) {
        if (areThere() != subject.isManaged()) {
            throw new IllegalStateException(FailedRun.REFUSED + subject + " must be measured "
                    + (subject.isManaged() ? "with" : "without") + " management beans");
        }
    }
}
