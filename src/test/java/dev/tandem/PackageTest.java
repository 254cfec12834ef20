package dev.tandem;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The floors of the service's ground: each package, and what it stands on. */
@AnalyzeClasses(packages = "dev.tandem", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageTest {

    /** The modules below keep their own rules. */
    private static final DescribedPredicate<JavaClass> OTHER_MODULES =
            resideInAnyPackage("dev.tandem.sip..", "dev.tandem.media..", "dev.tandem.number..");

    /** Every package by itself, sub-packages too. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return OTHER_MODULES.test(each) ? SliceIdentifier.ignore() : SliceIdentifier.of(each.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages of the service";
        }
    };

    @ArchTest
    static final ArchRule noPackageIsInACircle =
            slices().assignedFrom(PACKAGES).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWireKnowsNobody = knowsOnly("acs");

    @ArchTest
    static final ArchRule whereWeAreReachedIsConfigured = knowsOnly("host", "config");

    @ArchTest
    static final ArchRule whoAsksIsKnownWithoutHowTheyProveIt = knowsOnly("principal", "acs", "sip", "tenant");

    @ArchTest
    static final ArchRule repeatingKnowsNothingOfKeysAndTokens =
            knowsOnly("repeat", "acs", "config", "principal", "store", "tenant");

    @ArchTest
    static final ArchRule accessKnowsNothingOfWhatItGuards =
            knowsOnly("access", "acs", "config", "host", "principal", "repeat", "security", "sip", "store", "tenant");

    /** A time is an argument or comes from a clock that is given; durations may still be taken with System.nanoTime. */
    @ArchTest
    static final ArchRule onlyTheClockAsksTheSystem = noClasses()
            .that(resideInAPackage("dev.tandem..")
                    .and(DescribedPredicate.not(OTHER_MODULES))
                    .and(describe(
                            "are not the clock", each -> !each.getSimpleName().equals("SystemClock"))))
            .should()
            .accessTargetWhere(describe("asks the system clock", PackageTest::asksTheSystemClock));

    private static boolean asksTheSystemClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String member = access.getTarget().getName();
        return switch (owner) {
            case "java.lang.System" -> member.equals("currentTimeMillis");
            case "java.time.Clock" -> member.startsWith("system") || member.startsWith("tick");
            case "java.time.Instant", "java.time.LocalDate", "java.time.LocalDateTime" -> asksNow(access);
            case "java.time.LocalTime", "java.time.OffsetDateTime", "java.time.ZonedDateTime" -> asksNow(access);
            case "java.util.Date" ->
                member.equals("<init>") && parameters(access).isEmpty();
            default -> false;
        };
    }

    private static boolean asksNow(JavaAccess<?> access) {
        return access.getTarget().getName().equals("now")
                && parameters(access).stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static List<JavaClass> parameters(JavaAccess<?> access) {
        return ((CodeUnitAccessTarget) access.getTarget()).getRawParameterTypes();
    }

    private static ArchRule knowsOnly(String name, String... others) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("dev.tandem..");
        String[] known = Arrays.stream(others).map(PackageTest::inside).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(inside(name))
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.not(ours)
                        .or(resideInAPackage(inside(name)))
                        .or(resideInAnyPackage(known)));
    }

    private static String inside(String name) {
        return "dev.tandem." + name + "..";
    }
}
