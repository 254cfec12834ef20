package dev.tandem.number.sale;

import static dev.tandem.number.Samples.OTHER_TENANT;
import static dev.tandem.number.Samples.TENANT;
import static dev.tandem.number.Samples.geographic;
import static dev.tandem.number.Samples.seattle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.owned.Assignment;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.sql.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurchasesTest {
    private static final E164 NUMBER = new E164("+12065550100");
    private static final Assignment BROWSER = new Assignment(Assignment.Kind.IDENTITY, "8:acs:a_b");

    private final ManualClock clock = new ManualClock();
    private final Database database = open(clock);

    Database open(ManualClock clock) {
        return Database.inMemory(clock);
    }

    @BeforeEach
    void oneNumberIsBought() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(1))));
        assertThat(buyOne(database)).isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Purchase.Outcome buyOne(Database database) {
        Search held = database.in((Services it) -> it.searches.search(TENANT, geographic(1)));
        return database.in((Services it) -> it.purchases.purchase(TENANT, held.id()))
                .outcome();
    }

    @Test
    void aPurchasedNumberIsTheTenantsAndNotOnSale() {
        PhoneNumber owned = database.in((Services it) -> it.owned.find(NUMBER)).orElseThrow();

        assertThat(owned.tenant()).isEqualTo(TENANT);
        assertThat(owned.assignment()).isEmpty();
        assertThat(database.in((Services it) -> it.owned.find(OTHER_TENANT, NUMBER)))
                .isEmpty();
        assertThat(buyOne(database)).isEqualTo(Purchase.Outcome.OUT_OF_STOCK);
    }

    @Test
    void aReservationIsBoughtOnceAndByItsTenantOnly() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(2))));
        Search held = database.in((Services it) -> it.searches.search(TENANT, geographic(1)));

        assertThat(database.in((Services it) ->
                        it.purchases.purchase(OTHER_TENANT, held.id()).outcome()))
                .isEqualTo(Purchase.Outcome.NOT_FOUND);
        assertThat(database.in((Services it) ->
                        it.purchases.purchase(TENANT, held.id()).outcome()))
                .isEqualTo(Purchase.Outcome.PURCHASED);
        assertThat(database.in((Services it) ->
                        it.purchases.purchase(TENANT, held.id()).outcome()))
                .isEqualTo(Purchase.Outcome.ALREADY_PURCHASED);
    }

    @Test
    void theStoreItselfRefusesASecondOwner() {
        PhoneNumber owned = database.in((Services it) -> it.owned.find(NUMBER)).orElseThrow();

        assertThatThrownBy(() -> database.in((Services it) -> {
                    it.bought.add(List.of(owned));
                    return true;
                }))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failed -> assertThat(failed.isCollision()).isTrue());
    }

    @Test
    void aReleasedNumberLosesItsAssignmentAndIsOnSaleAgain() {
        database.in((Services it) -> it.assignments.assign(TENANT, NUMBER, BROWSER));

        assertThat(database.in((Services it) -> it.purchases.release(OTHER_TENANT, NUMBER)))
                .isFalse();
        assertThat(database.in((Services it) -> it.purchases.release(TENANT, NUMBER)))
                .isTrue();
        assertThat(database.in((Services it) -> it.purchases.release(TENANT, NUMBER)))
                .isFalse();

        assertThat(database.in((Services it) -> it.owned.find(NUMBER))).isEmpty();
        assertThat(buyOne(database)).isEqualTo(Purchase.Outcome.PURCHASED);
        assertThat(database.in((Services it) -> it.owned.find(NUMBER))
                        .orElseThrow()
                        .assignment())
                .isEmpty();
    }

    @Test
    void aNumberIsAssignedReassignedAndFreed() {
        Assignment desk = new Assignment(Assignment.Kind.SIP, "sip:desk@192.0.2.1");

        assertThat(database.in((Services it) -> it.assignments.assign(OTHER_TENANT, NUMBER, BROWSER)))
                .isFalse();
        assertThat(database.in((Services it) -> it.assignments.assign(TENANT, NUMBER, BROWSER)))
                .isTrue();
        assertThat(database.in((Services it) -> it.owned.assignedTo(TENANT, BROWSER, 10)))
                .extracting(PhoneNumber::number)
                .containsExactly(NUMBER);

        database.in((Services it) -> it.assignments.assign(TENANT, NUMBER, desk));
        assertThat(database.in((Services it) -> it.owned.assignedTo(TENANT, BROWSER, 10)))
                .isEmpty();
        assertThat(database.in((Services it) -> it.owned.find(NUMBER))
                        .orElseThrow()
                        .assignment())
                .contains(desk);

        database.in((Services it) -> it.assignments.unassign(TENANT, NUMBER));
        assertThat(database.in((Services it) -> it.owned.find(NUMBER))
                        .orElseThrow()
                        .assignment())
                .isEmpty();
    }

    @Test
    void capabilitiesChangeOnlyWithinWhatIsOffered() {
        Capabilities inboundOnly = new Capabilities(Capability.INBOUND, Capability.NONE);
        Capabilities texting = new Capabilities(Capability.NONE, Capability.OUTBOUND);

        assertThat(database.in((Services it) -> it.purchases.updateCapabilities(TENANT, NUMBER, inboundOnly)))
                .isTrue();
        assertThat(database.in((Services it) -> it.purchases.updateCapabilities(TENANT, NUMBER, texting)))
                .isFalse();
        assertThat(database.in((Services it) -> it.purchases.updateCapabilities(OTHER_TENANT, NUMBER, inboundOnly)))
                .isFalse();
        assertThat(database.in((Services it) -> it.owned.find(NUMBER))
                        .orElseThrow()
                        .capabilities())
                .isEqualTo(inboundOnly);
        assertThat(database.in((Services it) -> it.purchases.updateCapabilities(TENANT, NUMBER, Capabilities.CALLS)))
                .as("what was given up can be had again")
                .isTrue();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(6))));
        Search held = database.in((Services it) -> it.searches.search(TENANT, geographic(5)));
        database.in((Services it) -> it.purchases.purchase(TENANT, held.id()));

        List<PhoneNumber> first = database.in((Services it) -> it.owned.page(TENANT, "", 1, 2));
        String last = first.get(first.size() - 1).number().value();
        List<PhoneNumber> second = database.in((Services it) -> it.owned.page(TENANT, last, 0, 10));

        assertThat(first).extracting(n -> n.number().value()).containsExactly("+12065550101", "+12065550102");
        assertThat(second)
                .extracting(n -> n.number().value())
                .containsExactly("+12065550103", "+12065550104", "+12065550105");
    }

    @Test
    void aRestartForgetsNothing(@TempDir Path directory) {
        try (Database before = Database.inFile(directory.resolve("numbers"), clock)) {
            before.in((Services it) -> it.stock.importRanges(List.of(seattle(1))));
            buyOne(before);
            before.in((Services it) -> it.assignments.assign(TENANT, NUMBER, BROWSER));
        }
        try (Database after = Database.inFile(directory.resolve("numbers"), clock)) {
            assertThat(after.in((Services it) -> it.owned.find(NUMBER))
                            .orElseThrow()
                            .assignment())
                    .contains(BROWSER);
            assertThat(after.in((Services it) -> it.stock.importRanges(List.of(seattle(1)))))
                    .as("importing again leaves the sold number sold")
                    .isZero();
            assertThat(buyOne(after)).isEqualTo(Purchase.Outcome.OUT_OF_STOCK);
        }
    }
}
