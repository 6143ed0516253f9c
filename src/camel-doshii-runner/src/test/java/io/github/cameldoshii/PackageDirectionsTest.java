package io.github.cameldoshii;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Data flows one way, and no package imports upward. */
@AnalyzeClasses(packages = "io.github.cameldoshii", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDirectionsTest {

    private static final String BASE = "io.github.cameldoshii";

    /** What users catch and ask, and every package may throw. */
    private static final Set<String> PUBLISHED = Set.of("DoshiiApiException", "ApiErrorKind");

    private static ArchRule only(String name, String... mayImport) {
        Set<String> allowed = Set.copyOf(List.of(mayImport));
        return noClasses()
                .that()
                .resideInAPackage(BASE + "." + name + "..")
                .should()
                .dependOnClassesThat(
                        new DescribedPredicate<JavaClass>("belong to a package of ours beside " + allowed) {
                            @Override
                            public boolean test(JavaClass other) {
                                String its = packageOf(other);
                                return !its.isEmpty() && !its.equals(name) && !allowed.contains(its);
                            }
                        });
    }

    /** The package below ours, {@code .} for the root, empty for what is not ours. */
    private static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(BASE)) {
            return PUBLISHED.contains(type.getSimpleName()) ? "" : ".";
        }
        if (!name.startsWith(BASE + ".")) {
            return "";
        }
        String[] parts = name.substring(BASE.length() + 1).split("\\.");
        return parts[0].equals("internal") ? parts[0] + "." + parts[1] : parts[0];
    }

    @ArchTest
    static final ArchRule PROTOCOL = only("internal.protocol");

    @ArchTest
    static final ArchRule CONNECTION = only(
            "internal.connection",
            "internal.protocol",
            "internal.http",
            "internal.clock",
            "internal.log",
            "internal.statistics");

    @ArchTest
    static final ArchRule LOG = only("internal.log");

    @ArchTest
    static final ArchRule UTIL = only("internal.util");

    @ArchTest
    static final ArchRule DISPATCH = only("internal.dispatch", "internal.protocol");

    @ArchTest
    static final ArchRule POSITION = only("position");

    @ArchTest
    static final ArchRule KEPT_POSITION = only(
            "internal.position",
            "position",
            "internal.clock",
            "internal.protocol",
            "internal.rest",
            "internal.log",
            "internal.util");

    @ArchTest
    static final ArchRule REST =
            only("internal.rest", "internal.clock", "internal.protocol", "internal.http", "internal.statistics");

    @ArchTest
    static final ArchRule HTTP = only("internal.http");

    @ArchTest
    static final ArchRule CLOCK = only("internal.clock");

    @ArchTest
    static final ArchRule RECOVERY = only(
            "internal.recovery",
            "internal.rest",
            "internal.clock",
            "internal.protocol",
            "internal.position",
            "internal.statistics",
            "internal.util");

    @ArchTest
    static final ArchRule STATISTICS = only("internal.statistics", "internal.protocol");

    @ArchTest
    static final ArchRule METRICS = only("metrics");

    @ArchTest
    static final ArchRule OBSERVABILITY = only("observability", "metrics", ".");

    @ArchTest
    static final ArchRule OUTBOUND = only("outbound");

    @ArchTest
    static final ArchRule SIMULATOR = only("simulator");

    @ArchTest
    static final ArchRule SIMULATOR_INSIDE = noClasses()
            .that()
            .resideInAnyPackage(BASE + ".simulator.fault", BASE + ".simulator.state")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(BASE + ".simulator");

    @ArchTest
    static final ArchRule ROOT = noClasses()
            .that()
            .resideInAPackage(BASE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + ".simulator..", BASE + ".runner..");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(BASE + ".internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOBODY_SLEEPS = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class);

    @ArchTest
    static final ArchRule ONE_LOGGING_API =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule ONLY_THE_RUNNER_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + ".runner..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");
}
