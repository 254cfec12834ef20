package dev.tandem.number.sale;

import static dev.tandem.number.Samples.OTHER_TENANT;
import static dev.tandem.number.Samples.TENANT;
import static dev.tandem.number.Samples.geographic;
import static dev.tandem.number.Samples.seattle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.Database;
import dev.tandem.number.Database.Services;
import dev.tandem.number.E164;
import dev.tandem.number.ManualClock;
import dev.tandem.number.NumberType;
import dev.tandem.number.catalogue.Browse;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.sale.ReservationChange.Changed;
import dev.tandem.number.sale.ReservationChange.NotActive;
import dev.tandem.number.sale.ReservationChange.Refusal;
import dev.tandem.number.sale.ReservationChange.Wanted;
import dev.tandem.number.stock.AvailableNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReservationsTest {
    private static final String CART = "4f6f4c9a-0b0d-4b6e-9a44-0f5a6d4b9b11";
    private static final int ROOM = 1000;
    private static final E164 FIRST = new E164("+12065550100");
    private static final E164 SECOND = new E164("+12065550101");
    private static final E164 UNKNOWN = new E164("+12065559999");
    private static final Wanted CALLS = new Wanted(Capabilities.CALLS, AssignmentType.APPLICATION);

    private final ManualClock clock = new ManualClock();
    private final Database database = Database.inMemory(clock);

    @BeforeEach
    void threeNumbersAreOnSale() {
        database.in((Services it) -> it.stock.importRanges(List.of(seattle(3))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ReservationChange.Result change(String tenant, ReservationChange change, int room) {
        return database.in((Services it) -> it.reservations.change(tenant, CART, change, room));
    }

    private Changed add(String tenant, E164... numbers) {
        Map<E164, Wanted> wanted = Stream.of(numbers).collect(Collectors.toMap(number -> number, number -> CALLS));
        return (Changed) change(tenant, new ReservationChange(wanted, List.of()), ROOM);
    }

    private Purchase.Outcome purchase(String tenant) {
        return database.in(
                (Services it) -> it.reservationPurchases.purchase(tenant, CART).outcome());
    }

    private static List<E164> numbers(Reservation cart) {
        return cart.items().stream().map(item -> item.number().number()).toList();
    }

    private long held(String tenant) {
        return database.in((Services it) -> it.held.count(tenant));
    }

    @Test
    void aCartHoldsWhatIsPutIntoItAndLetsGoWhatIsTakenOut() {
        Changed made = add(TENANT, FIRST, SECOND);
        assertThat(made.created()).isTrue();
        assertThat(made.refused()).isEmpty();
        assertThat(numbers(made.reservation())).containsExactly(FIRST, SECOND);
        assertThat(made.reservation().expiresAt()).isEqualTo(clock.instant().plus(Reservations.HOLD));
        assertThat(held(TENANT)).isEqualTo(2);

        Changed changed = (Changed) change(TENANT, new ReservationChange(Map.of(FIRST, CALLS), List.of(SECOND)), ROOM);

        assertThat(changed.created()).isFalse();
        assertThat(numbers(changed.reservation())).containsExactly(FIRST);
        assertThat(database.in((Services it) -> it.searches.search(OTHER_TENANT, geographic(2)))
                        .numbers())
                .containsExactly(SECOND, SECOND.plus(1));
    }

    @Test
    void eachNumberIsRefusedByItselfAndTheOthersComeIn() {
        add(OTHER_TENANT, FIRST);
        Wanted texting = new Wanted(new Capabilities(Capability.NONE, Capability.OUTBOUND), AssignmentType.APPLICATION);
        ReservationChange change = new ReservationChange(
                Map.of(FIRST, CALLS, SECOND, CALLS, SECOND.plus(1), texting, UNKNOWN, CALLS), List.of());

        Changed changed = (Changed) change(TENANT, change, ROOM);

        assertThat(numbers(changed.reservation())).containsExactly(SECOND);
        assertThat(changed.refused())
                .containsOnly(
                        Map.entry(FIRST, Refusal.NOT_AVAILABLE),
                        Map.entry(SECOND.plus(1), Refusal.NOT_OFFERED),
                        Map.entry(UNKNOWN, Refusal.NOT_IN_STOCK));
    }

    @Test
    void aTenantHoldsNoMoreThanThereIsRoomFor() {
        Map<E164, Wanted> both = Map.of(FIRST, CALLS, SECOND, CALLS);

        Changed changed = (Changed) change(TENANT, new ReservationChange(both, List.of()), 1);

        assertThat(numbers(changed.reservation())).containsExactly(FIRST);
        assertThat(changed.refused()).containsOnly(Map.entry(SECOND, Refusal.TOO_MANY));
    }

    @Test
    void everyChangeKeepsTheCartLongerButNotBeyondTwoHours() {
        Changed cart = add(TENANT, FIRST);
        for (int change = 0; change < 10; change++) {
            clock.advance(Duration.ofMinutes(11));
            cart = add(TENANT, FIRST);
        }

        assertThat(cart.reservation().expiresAt())
                .isEqualTo(cart.reservation().createdAt().plus(Reservations.LIFE))
                .isBefore(clock.instant().plus(Reservations.HOLD));
        assertThat(purchase(TENANT)).isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @Test
    void aPurchasedCartMakesItsNumbersOwnedOnceAndDoesNotChangeAnyMore() {
        add(TENANT, FIRST, SECOND);

        assertThat(purchase(OTHER_TENANT)).as("somebody else's").isEqualTo(Purchase.Outcome.NOT_FOUND);
        assertThat(purchase(TENANT)).isEqualTo(Purchase.Outcome.PURCHASED);
        assertThat(purchase(TENANT)).isEqualTo(Purchase.Outcome.ALREADY_PURCHASED);

        assertThat(database.in((Services it) -> it.owned.page(TENANT, "", 0, 10)))
                .extracting(PhoneNumber::number)
                .containsExactly(FIRST, SECOND);
        assertThat(change(TENANT, new ReservationChange(Map.of(), List.of(FIRST)), ROOM))
                .isInstanceOf(NotActive.class);
        assertThat(database.in((Services it) -> it.reservations.delete(TENANT, CART)))
                .isFalse();
        assertThat(held(TENANT)).isZero();
    }

    @Test
    void anExpiredCartIsNotPurchasedAndItsNumbersAreFreeForOthers() {
        add(TENANT, FIRST);
        clock.advance(Reservations.HOLD);

        assertThat(purchase(TENANT)).isEqualTo(Purchase.Outcome.EXPIRED);
        assertThat(change(TENANT, new ReservationChange(Map.of(), List.of()), ROOM))
                .isInstanceOf(NotActive.class);
        assertThat(add(OTHER_TENANT, FIRST).refused()).isEmpty();
        assertThat(database.in((Services it) -> it.reservations.delete(TENANT, CART)))
                .isTrue();
        assertThat(purchase(OTHER_TENANT))
                .as("the old cart's end took nothing from it")
                .isEqualTo(Purchase.Outcome.PURCHASED);
    }

    @Test
    void aDeletedCartLetsEverythingGo() {
        add(TENANT, FIRST, SECOND);

        assertThat(database.in((Services it) -> it.reservations.delete(OTHER_TENANT, CART)))
                .isFalse();
        assertThat(database.in((Services it) -> it.reservations.delete(TENANT, CART)))
                .isTrue();

        assertThat(database.in((Services it) -> it.reservations.find(TENANT, CART)))
                .isEmpty();
        assertThat(add(OTHER_TENANT, FIRST, SECOND).refused()).isEmpty();
    }

    @Test
    void anEmptyCartHasNothingToPurchase() {
        add(TENANT);

        assertThat(purchase(TENANT)).isEqualTo(Purchase.Outcome.OUT_OF_STOCK);
    }

    @Test
    void whatIsLongOverIsForgottenAndOwnedNumbersStay() {
        add(TENANT, FIRST);
        purchase(TENANT);
        database.in((Services it) -> it.searches.search(TENANT, geographic(1)));
        clock.advance(Duration.ofDays(31));
        database.in((Services it) -> it.searches.search(TENANT, geographic(1)));

        int forgotten =
                database.in((Services it) -> it.history.forget(clock.instant().minus(Duration.ofDays(30)), 100));

        assertThat(forgotten).isEqualTo(2);
        assertThat(database.in((Services it) -> it.reservations.page(TENANT, 0, 10)))
                .isEmpty();
        assertThat(database.in((Services it) -> it.owned.page(TENANT, "", 0, 10)))
                .hasSize(1);
    }

    @Test
    void browsingShowsFreeNumbersThatBeginAsWanted() {
        add(TENANT, FIRST);
        Browse seattle = new Browse("US", NumberType.GEOGRAPHIC, Capabilities.CALLS, List.of("+1206"), 10);
        Browse elsewhere = new Browse("US", NumberType.GEOGRAPHIC, Capabilities.CALLS, List.of("+1425"), 10);
        Browse one = new Browse("US", NumberType.GEOGRAPHIC, Capabilities.CALLS, List.of(), 1);

        assertThat(database.in((Services it) -> it.browsing.browse(seattle)))
                .extracting(AvailableNumber::number)
                .containsExactlyInAnyOrder(SECOND, SECOND.plus(1));
        assertThat(database.in((Services it) -> it.browsing.browse(elsewhere))).isEmpty();
        assertThat(database.in((Services it) -> it.browsing.browse(one))).hasSize(1);
    }
}
