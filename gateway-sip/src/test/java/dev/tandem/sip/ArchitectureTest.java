package dev.tandem.sip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.tandem.sip", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = {
        "..sip.message..",
        "..sip.auth..",
        "..sip.registrar..",
        "..sip.admission..",
        "..sip.trunk..",
        "..sip.transaction..",
        "..sip.dialog..",
        "..sip.leg.."
    };

    @ArchTest
    static final ArchRule packages_know_each_other_in_no_circle =
            slices().matching("dev.tandem.sip.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_interface_is_the_ground_and_stands_on_nothing_of_the_module = noClasses()
            .that()
            .resideInAPackage("dev.tandem.sip")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tandem.sip.*..");

    @ArchTest
    static final ArchRule the_stack_is_seen_by_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tandem.sip.jain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "javax.sdp..", "gov.nist..");

    @ArchTest
    static final ArchRule the_module_knows_neither_its_siblings_nor_the_service = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tandem.media..", "dev.tandem.number..", "io.quarkus..", "jakarta..", "javax.sdp..");

    @ArchTest
    static final ArchRule protocol_logic_opens_no_socket_and_starts_no_thread = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.channels..", "io.netty..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.net.Socket");

    @ArchTest
    static final ArchRule protocol_logic_is_told_the_time = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule nothing_static_changes =
            fields().that().areStatic().should().beFinal();
}
