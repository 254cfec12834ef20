package dev.tandem.phonenumbers;

import static dev.tandem.phonenumbers.OfficialSdk.quickly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.communication.phonenumbers.PhoneNumbersClient;
import com.azure.communication.phonenumbers.models.PhoneNumberAreaCode;
import com.azure.communication.phonenumbers.models.PhoneNumberAssignmentType;
import com.azure.communication.phonenumbers.models.PhoneNumberCapabilities;
import com.azure.communication.phonenumbers.models.PhoneNumberCapabilityType;
import com.azure.communication.phonenumbers.models.PhoneNumberCountry;
import com.azure.communication.phonenumbers.models.PhoneNumberLocality;
import com.azure.communication.phonenumbers.models.PhoneNumberOffering;
import com.azure.communication.phonenumbers.models.PhoneNumberOperation;
import com.azure.communication.phonenumbers.models.PhoneNumberSearchOptions;
import com.azure.communication.phonenumbers.models.PhoneNumberSearchResult;
import com.azure.communication.phonenumbers.models.PhoneNumberType;
import com.azure.communication.phonenumbers.models.PurchasedPhoneNumber;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.Context;
import com.azure.core.util.polling.SyncPoller;
import dev.tandem.ServiceTest;
import dev.tandem.console.ConnectionString;
import dev.tandem.number.imports.DemoStock;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.sale.Purchases;
import dev.tandem.tenant.Tenant;
import dev.tandem.tls.ServerCertificate;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Phone numbers as the official Java SDK sees them, over HTTPS. */
@ServiceTest
class PhoneNumbersSdkTest {
    @Inject
    DemoStock stock;

    @Inject
    ConnectionString connection;

    @Inject
    ServerCertificate certificate;

    @Inject
    ShiftedClock clock;

    @Inject
    OwnedNumbers owned;

    @Inject
    Purchases purchases;

    @Inject
    Tenant tenant;

    private PhoneNumbersClient client;

    @BeforeEach
    void numbersAreOnSale() {
        stock.load();
        client = OfficialSdk.client(connection.clear(), certificate.caFile());
    }

    @AfterEach
    void everyNumberGoesBack() {
        clock.reset();
        List<PhoneNumber> numbers = owned.page(tenant.id(), "", 0, 200);
        numbers.forEach(number -> purchases.release(tenant.id(), number.number()));
    }

    private void release(String number) {
        quickly(client.beginReleasePhoneNumber(number, Context.NONE)).waitForCompletion();
    }

    private PhoneNumberSearchResult search(String areaCode, int quantity) {
        return OfficialSdk.search(client, areaCode, quantity).getFinalResult();
    }

    private void purchase(String searchId) {
        quickly(client.beginPurchasePhoneNumbers(searchId, Context.NONE)).getFinalResult();
    }

    @Test
    void aNumberIsFoundBoughtChangedAndReleased() {
        PhoneNumberSearchResult found = search("425", 1);
        String number = found.getPhoneNumbers().get(0);
        assertThat(number).startsWith("+1425555");
        assertThat(found.getCost().getAmount()).isEqualTo(1.0);
        assertThat(found.getSearchExpiresBy().toInstant())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(15)),
                        clock.instant().plus(Duration.ofMinutes(16)));

        purchase(found.getSearchId());
        assertThat(client.listPurchasedPhoneNumbers())
                .extracting(PurchasedPhoneNumber::getPhoneNumber)
                .containsExactly(number);
        PurchasedPhoneNumber bought = client.getPurchasedPhoneNumber(number);
        assertThat(bought.getCountryCode()).isEqualTo("US");
        assertThat(bought.getPhoneNumberType()).isEqualTo(PhoneNumberType.GEOGRAPHIC);
        assertThat(bought.getAssignmentType()).isEqualTo(PhoneNumberAssignmentType.APPLICATION);

        PhoneNumberCapabilities inbound = new PhoneNumberCapabilities().setCalling(PhoneNumberCapabilityType.INBOUND);
        PurchasedPhoneNumber changed = quickly(client.beginUpdatePhoneNumberCapabilities(number, inbound, Context.NONE))
                .getFinalResult();
        assertThat(changed.getCapabilities().getCalling()).isEqualTo(PhoneNumberCapabilityType.INBOUND);

        release(number);
        assertThat(client.listPurchasedPhoneNumbers()).isEmpty();
        assertThatThrownBy(() -> client.getPurchasedPhoneNumber(number))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refused -> assertThat(refused.getResponse().getStatusCode())
                                .isEqualTo(404));
    }

    @Test
    void whatThereIsToBuyIsListed() {
        assertThat(client.listAvailableCountries())
                .extracting(PhoneNumberCountry::getLocalizedName)
                .contains("United States", "Canada", "United Kingdom");
        assertThat(client.listAvailableLocalities("US", "WA"))
                .extracting(PhoneNumberLocality::getLocalizedName)
                .contains("Seattle", "Bellevue")
                .doesNotContain("Portland");
        assertThat(client.listAvailableTollFreeAreaCodes("US"))
                .extracting(PhoneNumberAreaCode::getAreaCode)
                .containsExactly("800", "877", "888");
        assertThat(client.listAvailableGeographicAreaCodes("US", PhoneNumberAssignmentType.PERSON, "Seattle", "WA"))
                .extracting(PhoneNumberAreaCode::getAreaCode)
                .containsExactly("206");
        assertThat(client.listAvailableOfferings("US", PhoneNumberType.TOLL_FREE, null))
                .extracting(PhoneNumberOffering::getAssignmentType)
                .containsExactly(PhoneNumberAssignmentType.APPLICATION);
        assertThat(client.listAvailableOfferings("US", null, null))
                .as("beside what others have put in stock")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aMobileNumberIsBoughtForAnApplication() {
        PhoneNumberSearchResult found = quickly(client.beginSearchAvailablePhoneNumbers(
                        "GB",
                        PhoneNumberType.fromString("mobile"),
                        PhoneNumberAssignmentType.APPLICATION,
                        OfficialSdk.calls(),
                        new PhoneNumberSearchOptions().setQuantity(1),
                        Context.NONE))
                .getFinalResult();

        purchase(found.getSearchId());

        PurchasedPhoneNumber bought =
                client.getPurchasedPhoneNumber(found.getPhoneNumbers().get(0));
        assertThat(bought.getPhoneNumber()).startsWith("+447700900");
        assertThat(bought.getPhoneNumberType()).hasToString("mobile");
        assertThat(bought.getCost().getAmount()).isEqualTo(3.0);
    }

    @Test
    void whatCannotBeIsRefusedWithFourHundred() {
        List<ThrowingCallable> mistakes = List.of(
                () -> search(client, "XX", PhoneNumberType.GEOGRAPHIC, PhoneNumberAssignmentType.APPLICATION, 1),
                () -> search(client, "US", PhoneNumberType.TOLL_FREE, PhoneNumberAssignmentType.PERSON, 1),
                () -> search(client, "US", PhoneNumberType.fromString("fax"), PhoneNumberAssignmentType.PERSON, 1),
                () -> search(client, "US", PhoneNumberType.GEOGRAPHIC, PhoneNumberAssignmentType.PERSON, -1),
                () -> client.listAvailableLocalities("XX", null).stream().toList(),
                () -> client.getPurchasedPhoneNumber("14255550100"));
        for (ThrowingCallable mistake : mistakes) {
            assertThatThrownBy(mistake)
                    .isInstanceOfSatisfying(
                            HttpResponseException.class,
                            refused -> assertThat(refused.getResponse().getStatusCode())
                                    .isEqualTo(400));
        }
    }

    private static void search(
            PhoneNumbersClient client,
            String country,
            PhoneNumberType type,
            PhoneNumberAssignmentType use,
            int quantity) {
        client.beginSearchAvailablePhoneNumbers(
                        country,
                        type,
                        use,
                        OfficialSdk.calls(),
                        new PhoneNumberSearchOptions().setQuantity(quantity),
                        Context.NONE)
                .poll();
    }

    @Test
    void aSearchForMoreThanThereIsFails() {
        // Of the hundred in an area code, one is somebody's already.
        purchase(search("907", 1).getSearchId());

        assertThatThrownBy(() -> OfficialSdk.search(client, "907", 100).waitForCompletion())
                .hasMessageContaining("not enough such numbers");
    }

    @Test
    void anExpiredReservationCannotBePurchasedAndItsNumbersAreFoundAgain() {
        PhoneNumberSearchResult expired = search("808", 100);
        clock.advance(Duration.ofMinutes(16));

        assertThatThrownBy(() -> purchase(expired.getSearchId()))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        refused -> assertThat(refused.getResponse().getStatusCode())
                                .isEqualTo(409))
                .hasMessageContaining("ReservationExpired");
        assertThat(search("808", 100).getPhoneNumbers()).isEqualTo(expired.getPhoneNumbers());
        assertThat(client.listPurchasedPhoneNumbers()).isEmpty();
    }

    @Test
    void purchasingTwiceBuysOnce() {
        PhoneNumberSearchResult found = search("512", 2);

        purchase(found.getSearchId());
        purchase(found.getSearchId());

        assertThat(client.listPurchasedPhoneNumbers()).hasSize(2);
    }

    @Test
    void aCancelledSearchLetsItsNumbersGo() {
        SyncPoller<PhoneNumberOperation, PhoneNumberSearchResult> searching = OfficialSdk.search(client, "816", 100);
        String searchId = searching.getFinalResult().getSearchId();
        searching.cancelOperation();

        assertThatThrownBy(() -> purchase(searchId)).isInstanceOf(HttpResponseException.class);
        assertThat(search("816", 100).getPhoneNumbers()).hasSize(100);
    }

    @Test
    void aLongListComesInPagesThatTheSdkFollows() {
        purchase(search("212", 100).getSearchId());
        purchase(search("718", 5).getSearchId());

        assertThat(client.listPurchasedPhoneNumbers())
                .extracting(PurchasedPhoneNumber::getPhoneNumber)
                .hasSize(105)
                .isSorted()
                .doesNotHaveDuplicates();
    }
}
