package dev.nightcall;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nightcall.night.MovableClock;
import dev.nightcall.night.Night;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** The rooms: who may know whom, where Camel is, where time comes from. */
class RoomsTest {

    private static final String ROOT = "dev.nightcall";

    /** Along the way of an alert: a room may use those before it, unless {@link #NARROW} says less. */
    private static final List<String> ROOMS = List.of("memory", "settings", "yaml", "alert", "aws", "logs", "metrics", "queue",
            "timeline", "ledger", "oncall", "feed", "duty", "core", "tables", "outage", "sending", "suppression", "incident",
            "escalation", "channel", "telephone", "call", "rehearsal",
            "settling", "audit", "intake", "reading", "mail", "trap", "webhook", "health", "console", "local");
    /** Rooms that may use these others only. */
    private static final Map<String, Set<String>> NARROW = Map.ofEntries(
            entry("memory", Set.of()), entry("settings", Set.of()), entry("yaml", Set.of()), entry("alert", Set.of("memory")),
            entry("aws", Set.of()), entry("logs", Set.of()),
            entry("metrics", Set.of("alert")), entry("ledger", Set.of("alert", "aws")), entry("outage", Set.of("aws", "core")),
            entry("telephone", Set.of("alert", "aws", "metrics", "queue", "core", "sending")),
            entry("oncall", Set.of("alert", "settings", "yaml")), entry("duty", Set.of("aws", "metrics", "oncall")),
            entry("core", Set.of("alert", "oncall", "duty")), entry("tables", Set.of("alert", "aws", "queue", "core")),
            entry("feed", Set.of("alert", "settings", "aws", "oncall")),
            entry("intake", Set.of("memory", "alert", "aws", "metrics", "queue", "ledger")), entry("reading", Set.of("memory", "settings", "yaml", "alert", "metrics")),
            entry("mail", Set.of("memory", "settings", "yaml", "alert", "aws", "metrics", "reading")),
            entry("trap", Set.of("alert", "aws", "metrics", "reading")),
            entry("webhook", Set.of("memory", "alert", "metrics", "intake", "reading")),
            entry("rehearsal", Set.of("alert", "oncall", "core", "timeline", "incident")),
            entry("local", Set.of("alert", "settings", "oncall", "core")));
    private static final List<String> WITHOUT_CAMEL = List.of("memory", "settings", "yaml", "alert", "aws", "logs", "metrics",
            "timeline", "ledger", "outage", "core", "tables");

    /** Where a plain class would be expected, Camel is only in classes with these names. */
    private static final Pattern CAMEL_CLASSES = Pattern.compile(".*(Routes|Component|Consumer|Processor)"
            + "|FromQueue|QueueErrors|HttpDoor|ApiDoor|HttpErrors|HttpServers|HttpServer|Opening|ProblemAnswer"
            + "|OnCallCheck|RoutesCheck|Dependency|ManagementServer|MailboxPolling|QueuePolling|MailboxUids|MailboxHeaders");

    /** Where the clock is made; everywhere else it is given. */
    private static final Set<String> COMPOSITION_ROOTS = Set.of(ROOT + ".Nightcall",
            ROOT + ".local.StandIns", ROOT + ".local.bench.Bench", ROOT + ".local.connect.ConnectStandInConfig");

    /** By the system's clock, unless they are given another. */
    private static final Set<String> SYSTEM_NIGHTS = Set.of("begins", "ofProcesses");

    private static JavaClasses production;
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        // Of other people's classes the name is enough; reading them all takes far longer than all rules.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        production = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(ROOT);
        all = new ClassFileImporter().importPackages(ROOT);
    }

    static Stream<String> rooms() {
        return ROOMS.stream();
    }

    @Test
    void everyPackageIsARoomOfTheHouse() {
        Set<String> found = production.stream().map(JavaClass::getPackageName).filter(name -> !name.equals(ROOT))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0]).collect(Collectors.toSet());

        assertThat(ROOMS).containsExactlyInAnyOrderElementsOf(found);
        assertThat(ROOMS).containsAll(NARROW.keySet()).containsAll(WITHOUT_CAMEL);
        NARROW.values().forEach(those -> assertThat(ROOMS).containsAll(those));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatStandsBeforeItOnTheWay(String room) {
        Set<String> allowed = NARROW.getOrDefault(room, Set.copyOf(ROOMS.subList(0, ROOMS.indexOf(room))));
        String[] others = ROOMS.stream().filter(other -> !other.equals(room) && !allowed.contains(other))
                .map(RoomsTest::in).toArray(String[]::new);

        noClasses().that().resideInAPackage(in(room)).should().dependOnClassesThat().resideInAnyPackage(others)
                .allowEmptyShould(true).check(production);
    }

    @Test
    void nobodyUsesLocalNotEvenNightcallItself() {
        noClasses().that().resideOutsideOfPackage(in("local"))
                .should().dependOnClassesThat().resideInAPackage(in("local")).check(production);
    }

    /** Who phones knows what a telephone is, not which one it has. */
    @Test
    void onlyWhoBuildsTheHouseKnowsTheTelephone() {
        noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".telephone.connect")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".telephone.connect..").check(production);
    }

    @Test
    void noRoomKnowsHowTheHouseIsBuilt() {
        noClasses().that().resideOutsideOfPackages(ROOT, ROOT + ".local")
                .should().dependOnClassesThat().resideInAPackage(ROOT).check(production);
    }

    @Test
    void noPackagesUseEachOtherInACircle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(production);
    }

    @ParameterizedTest
    @MethodSource("roomsWithoutCamel")
    void noCamelWhereThingsAreThoughtOver(String room) {
        noClasses().that().resideInAPackage(in(room))
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..").allowEmptyShould(true).check(production);
    }

    static Stream<String> roomsWithoutCamel() {
        return WITHOUT_CAMEL.stream();
    }

    @Test
    void camelIsInRoutesAndEndpointsNotInDecisions() {
        noClasses().that().resideOutsideOfPackage(ROOT)
                .and(describe("are neither routes nor endpoints", c -> !CAMEL_CLASSES.matcher(outermost(c)).matches()))
                .should().dependOnClassesThat().resideInAPackage("org.apache.camel..").check(production);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses().should().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
                .orShould().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils")
                .orShould().haveSimpleNameEndingWith("Impl").check(all);
    }

    @Test
    void timeComesFromTheClockThatIsGiven() {
        // A certificate says its dates in no other way.
        noClasses().that(describe("read no certificate", c -> !c.getName().equals(ROOT + ".webhook.SigningCertificates")))
                .should().callMethodWhere(describe("it asks for the time without a clock", RoomsTest::asksWithoutClock))
                .orShould().dependOnClassesThat().belongToAnyOf(Date.class, Calendar.class).check(production);
    }

    @Test
    void onlyCompositionRootsMakeAClock() {
        noClasses().that(describe("are no composition root", c -> !COMPOSITION_ROOTS.contains(c.getName())))
                .should().callMethodWhere(describe("it makes a clock", call ->
                        call.getTargetOwner().isEquivalentTo(Clock.class) && call.getName().startsWith("system")))
                .check(production);
    }

    /** What a clock of its own has dated is compared with that clock: a test is as green tomorrow as it is today. */
    @Test
    void aTestHasOneClock() {
        noClasses().that(describe("have a clock of their own", RoomsTest::hasClockOfItsOwn))
                .should().callMethodWhere(describe("it asks another clock", call -> asksWithoutClock(call)
                        || call.getTargetOwner().isEquivalentTo(Clock.class) && call.getName().startsWith("system")
                        || call.getTargetOwner().isEquivalentTo(Night.class) && SYSTEM_NIGHTS.contains(call.getName())
                        && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class))))
                .check(all);
    }

    @Test
    void nobodySleepsNotEvenTests() {
        noClasses().should().callMethodWhere(describe("it sleeps", call -> call.getName().equals("sleep")
                && (call.getTargetOwner().isEquivalentTo(Thread.class) || call.getTargetOwner().isEquivalentTo(TimeUnit.class))))
                .check(all);
    }

    private static String in(String room) {
        return ROOT + "." + room + "..";
    }

    private static String outermost(JavaClass c) {
        return c.getEnclosingClass().map(RoomsTest::outermost).orElse(c.getSimpleName());
    }

    private static boolean hasClockOfItsOwn(JavaClass c) {
        return c.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass)
                .anyMatch(used -> used.isEquivalentTo(SettableClock.class) || used.isEquivalentTo(MovableClock.class))
                || c.getMethodCallsFromSelf().stream().anyMatch(call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                        && call.getName().equals("fixed"));
    }

    private static boolean asksWithoutClock(JavaMethodCall call) {
        boolean clockGiven = call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        return call.getTargetOwner().getPackageName().equals("java.time") && call.getName().equals("now") && !clockGiven
                || call.getTargetOwner().isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis");
    }
}
