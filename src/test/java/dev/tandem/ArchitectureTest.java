package dev.tandem;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tandem.principal.Anonymous;
import dev.tandem.principal.Requires;
import jakarta.ws.rs.HttpMethod;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.tandem", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String SIP = "dev.tandem.sip..";
    private static final String MEDIA = "dev.tandem.media..";
    private static final String NUMBER = "dev.tandem.number..";
    private static final String[] CALLS = {
        "dev.tandem.call..",
        "dev.tandem.application..",
        "dev.tandem.operation..",
        "dev.tandem.route..",
        "dev.tandem.streaming..",
        "dev.tandem.outbound",
        "dev.tandem.toll"
    };

    @ArchTest
    static final ArchRule sipKnowsNeitherMediaNorNumbersNorTheService = noClasses()
            .that()
            .resideInAPackage(SIP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(MEDIA, NUMBER, "io.quarkus..", "jakarta.ws.rs..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule mediaKnowsNeitherSipNorNumbersNorTheService = noClasses()
            .that()
            .resideInAPackage(MEDIA)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIP, NUMBER, "io.quarkus..", "jakarta.ws.rs..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule numbersKnowNeitherSipNorMediaNorRest = noClasses()
            .that()
            .resideInAPackage(NUMBER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SIP, MEDIA, "io.quarkus.rest..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule theStackStaysInItsPackage = noClasses()
            .that()
            .resideOutsideOfPackage(SIP)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..");

    @ArchTest
    static final ArchRule onlyTheServiceJoinsTheModules = noClasses()
            .that()
            .resideInAnyPackage(SIP, MEDIA, NUMBER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.tandem.acs..", "dev.tandem.identity..", "dev.tandem.trunk..", "dev.tandem.call..");

    @ArchTest
    static final ArchRule packagesKnowEachOtherInOneDirection =
            slices().matching("dev.tandem.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule callsKnowNoFrameworkAndNotTheService = noClasses()
            .that()
            .resideInAnyPackage(CALLS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    NUMBER,
                    "io.quarkus..",
                    "jakarta..",
                    "org.hibernate..",
                    "dev.tandem.acs..",
                    "dev.tandem.access..",
                    "dev.tandem.automation..",
                    "dev.tandem.config..",
                    "dev.tandem.event..",
                    "dev.tandem.gateway..",
                    "dev.tandem.identity..",
                    "dev.tandem.record..",
                    "dev.tandem.trunk..");

    @ArchTest
    static final ArchRule callsKnowNeitherApplicationsNorWhereTheyGo = noClasses()
            .that()
            .resideInAPackage("dev.tandem.call..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tandem.application..",
                    "dev.tandem.operation..",
                    "dev.tandem.route..",
                    "dev.tandem.streaming..");

    @ArchTest
    static final ArchRule everyOperationSaysWhoMayCallIt = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .should()
            .beAnnotatedWith(Requires.class)
            .orShould()
            .beAnnotatedWith(Anonymous.class)
            .because("what is open, or shut, by accident is found by others");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.tandem..")
            .should()
            .beFinal()
            .because("state has an owner, and a class is none");
}
