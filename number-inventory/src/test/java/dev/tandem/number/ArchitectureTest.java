package dev.tandem.number;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Who may know whom in this module. */
@AnalyzeClasses(packages = "dev.tandem.number", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesStandOnOneAnother =
            slices().matching("dev.tandem.number.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWordsStandOnNothing = classes()
            .that()
            .resideInAPackage("dev.tandem.number")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.tandem.number", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule onlyThePlanKnowsLibphonenumber = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tandem.number.plan")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.i18n..");

    @ArchTest
    static final ArchRule allSqlIsPlainJdbc = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "io.quarkus..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule theTimeIsAskedOfTheClockThatIsGiven = noClasses()
            .should()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");
}
