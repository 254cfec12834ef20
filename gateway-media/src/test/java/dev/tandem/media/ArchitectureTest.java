package dev.tandem.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Who may know whom in this module. */
@AnalyzeClasses(packages = "dev.tandem.media", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.tandem.media";

    /** Each package with what is below it; what the service sees, in the package of the module itself, is one of them. */
    @ArchTest
    static final ArchRule noPackagesKnowEachOtherInACircle =
            slices().assignedFrom(new Packages()).should().beFreeOfCycles();

    private static final class Packages implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (!name.startsWith(ROOT)) {
                return SliceIdentifier.ignore();
            }
            return SliceIdentifier.of(
                    name.equals(ROOT) ? ROOT : name.substring(ROOT.length()).split("\\.")[1]);
        }

        @Override
        public String getDescription() {
            return "packages of " + ROOT;
        }
    }

    @ArchTest
    static final ArchRule onlyTheServiceKnowsTheEngine = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tandem.media.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.tandem.media.engine..");

    @ArchTest
    static final ArchRule onlyPortsOpenSockets = noClasses()
            .that()
            .resideOutsideOfPackage("dev.tandem.media.port..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.nio\\.channels\\..*|java\\.net\\.(Datagram|Server|Multicast)?Socket");

    @ArchTest
    static final ArchRule mediaKnowsNothingOfSignallingNumbersOrTheContainer = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tandem.sip..",
                    "dev.tandem.number..",
                    "io.quarkus..",
                    "jakarta..",
                    "javax.sip..",
                    "gov.nist..");

    @ArchTest
    static final ArchRule protocolsAreTheirOwnMasters = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tandem.media.sdp..",
                    "dev.tandem.media.codec..",
                    "dev.tandem.media.rtp..",
                    "dev.tandem.media.rtcp..",
                    "dev.tandem.media.dtmf..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.tandem.media.port..", "dev.tandem.media.conference..", "dev.tandem.media.offeranswer..");

    @ArchTest
    static final ArchRule protocolsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tandem.media.rtp..",
                    "dev.tandem.media.rtcp..",
                    "dev.tandem.media.dtmf..",
                    "dev.tandem.media.conference..",
                    "dev.tandem.media.offeranswer..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
