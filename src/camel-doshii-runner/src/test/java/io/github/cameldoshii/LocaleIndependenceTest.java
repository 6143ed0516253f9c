package io.github.cameldoshii;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.text.Format;
import java.time.format.DateTimeFormatter;
import java.util.Calendar;
import java.util.Scanner;

/** Nothing is written or compared in a way that depends on the country in which it runs: digits, calendars, the Turkish i. */
@AnalyzeClasses(packages = "io.github.cameldoshii", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleIndependenceTest {

    /** But for what Camel generates, whose own matter it is. */
    @ArchTest
    static final ArchRule LETTERS = noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Configurer")
            .should()
            .callMethod(String.class, "toLowerCase")
            .orShould()
            .callMethod(String.class, "toUpperCase");

    @ArchTest
    static final ArchRule NUMBERS = noClasses()
            .should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould()
            .callMethod(String.class, "formatted", Object[].class);

    @ArchTest
    static final ArchRule DATES = noClasses()
            .should()
            .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
            .orShould()
            .callMethod(Calendar.class, "getInstance");

    @ArchTest
    static final ArchRule OLD_FORMATS = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Format.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Scanner.class);
}
