package dev.tandem.media;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom in this module. */
@AnalyzeClasses(packages = "dev.tandem.media", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

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
                    "dev.tandem.media.port..", "dev.tandem.media.bridge..", "dev.tandem.media.offeranswer..");

    @ArchTest
    static final ArchRule protocolsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.tandem.media.rtp..",
                    "dev.tandem.media.rtcp..",
                    "dev.tandem.media.dtmf..",
                    "dev.tandem.media.bridge..",
                    "dev.tandem.media.offeranswer..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
