package dev.tandem.phonenumbers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.acs.AcsError;
import dev.tandem.acs.AcsException;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.Place;
import dev.tandem.number.Price;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.number.stock.Offer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON of Azure Communication Services for phone numbers. Field names are the wire's. */
final class PhoneNumberWire {
    private PhoneNumberWire() {}

    /** {@code PhoneNumberCapabilities}. */
    @Schema(name = "PhoneNumberCapabilities")
    record CapabilitiesBody(
            @Schema(enumeration = {"none", "inbound", "outbound", "inbound+outbound"}) @Nullable String calling,

            @Schema(enumeration = {"none", "inbound", "outbound", "inbound+outbound"}) @Nullable String sms) {
        static CapabilitiesBody of(Capabilities capabilities) {
            return new CapabilitiesBody(
                    Words.CAPABILITY.of(capabilities.calling()), Words.CAPABILITY.of(capabilities.sms()));
        }

        /** Both given, as a search must. */
        Capabilities read() {
            return new Capabilities(
                    Words.CAPABILITY.read(calling, "capabilities.calling"),
                    Words.CAPABILITY.read(sms, "capabilities.sms"));
        }

        /** What is not given stays as it is: a merge patch (RFC 7396). {@code within} names where the fields stand. */
        Capabilities readOver(Capabilities present, String within) {
            Capability newCalling =
                    Words.CAPABILITY.readOptional(calling, within + "calling").orElse(present.calling());
            Capability newSms =
                    Words.CAPABILITY.readOptional(sms, within + "sms").orElse(present.sms());
            return new Capabilities(newCalling, newSms);
        }
    }

    /** {@code PhoneNumberCost}. */
    @Schema(name = "PhoneNumberCost")
    record Cost(BigDecimal amount, String currencyCode, String billingFrequency) {
        static Cost of(Price price) {
            return new Cost(price.amount(), price.currency(), "monthly");
        }
    }

    /** {@code PhoneNumberSearchRequest}. */
    @Schema(name = "PhoneNumberSearchRequest")
    record SearchRequest(
            @Schema(
                    required = true,
                    enumeration = {"geographic", "tollFree", "mobile"})
            @Nullable String phoneNumberType,

            @Schema(
                    required = true,
                    enumeration = {"person", "application"})
            @Nullable String assignmentType,

            @Schema(required = true) @Nullable CapabilitiesBody capabilities,

            @Schema(description = "Area code without the country's calling code; left out: any") @Nullable String areaCode,

            @Schema(minimum = "1", maximum = "100", defaultValue = "1") @Nullable Integer quantity) {}

    /** {@code PhoneNumberSearchResult}. */
    @Schema(name = "PhoneNumberSearchResult")
    record SearchResult(
            String searchId,
            List<String> phoneNumbers,
            String phoneNumberType,
            String assignmentType,
            CapabilitiesBody capabilities,
            Cost cost,
            Instant searchExpiresBy,
            @JsonProperty("isAgreementToNotResellRequired") boolean isAgreementToNotResellRequired,
            String error) {}

    /** {@code PhoneNumberPurchaseRequest}. */
    @Schema(name = "PhoneNumberPurchaseRequest")
    record PurchaseRequest(
            @Schema(required = true) @Nullable String searchId,
            @Nullable Boolean agreeToNotResell) {}

    /** {@code PurchasedPhoneNumber}. */
    @Schema(name = "PurchasedPhoneNumber")
    record Purchased(
            String id,
            String phoneNumber,
            String countryCode,
            String phoneNumberType,
            CapabilitiesBody capabilities,
            String assignmentType,
            Instant purchaseDate,
            Cost cost) {
        static Purchased of(PhoneNumber owned) {
            String number = owned.number().value();
            return new Purchased(
                    number.substring(1),
                    number,
                    owned.country(),
                    Words.NUMBER_TYPE.of(owned.type()),
                    CapabilitiesBody.of(owned.capabilities()),
                    Words.ASSIGNMENT_TYPE.of(owned.assignmentType()),
                    owned.purchasedAt(),
                    Cost.of(owned.price()));
        }
    }

    /** {@code PurchasedPhoneNumbers}. */
    @Schema(name = "PurchasedPhoneNumbers")
    record PurchasedPage(
            List<Purchased> phoneNumbers, @Nullable String nextLink) {}

    /** {@code PhoneNumberOperation}. */
    @Schema(name = "PhoneNumberOperation")
    record Operation(
            String id,
            String operationType,
            String status,
            @Nullable String resourceLocation,
            Instant createdDateTime,
            Instant lastActionDateTime,
            @Nullable AcsError error) {}

    /** {@code PhoneNumberCountries}. */
    @Schema(name = "PhoneNumberCountries")
    record CountriesPage(List<Country> countries, @Nullable String nextLink) {}

    /** {@code PhoneNumberCountry}. */
    @Schema(name = "PhoneNumberCountry")
    record Country(String localizedName, String countryCode) {}

    /** {@code PhoneNumberLocalities}. */
    @Schema(name = "PhoneNumberLocalities")
    record LocalitiesPage(
            List<Locality> phoneNumberLocalities, @Nullable String nextLink) {}

    /** {@code PhoneNumberLocality}. */
    @Schema(name = "PhoneNumberLocality")
    record Locality(String localizedName, @Nullable Division administrativeDivision) {
        static Locality of(String localizedName, Place place) {
            Division division =
                    place.division().isEmpty() ? null : new Division(place.divisionName(), place.division());
            return new Locality(localizedName, division);
        }
    }

    /** {@code PhoneNumberAdministrativeDivision}. */
    @Schema(name = "PhoneNumberAdministrativeDivision")
    record Division(String localizedName, String abbreviatedName) {}

    /** {@code PhoneNumberAreaCodes}. */
    @Schema(name = "PhoneNumberAreaCodes")
    record AreaCodesPage(List<AreaCode> areaCodes, @Nullable String nextLink) {}

    /** {@code PhoneNumberAreaCode}. */
    @Schema(name = "PhoneNumberAreaCode")
    record AreaCode(String areaCode) {}

    /** {@code OfferingsResponse}. */
    @Schema(name = "OfferingsResponse")
    record OfferingsPage(
            List<Offering> phoneNumberOfferings, @Nullable String nextLink) {}

    /** {@code PhoneNumberOffering}. */
    @Schema(name = "PhoneNumberOffering")
    record Offering(String phoneNumberType, String assignmentType, CapabilitiesBody availableCapabilities, Cost cost) {
        static Offering of(Offer offer, dev.tandem.number.AssignmentType assignmentType) {
            return new Offering(
                    Words.NUMBER_TYPE.of(offer.type()),
                    Words.ASSIGNMENT_TYPE.of(assignmentType),
                    CapabilitiesBody.of(offer.capabilities()),
                    Cost.of(offer.price()));
        }
    }

    /** A body that must be there. */
    static <T> T required(@Nullable T body) {
        if (body == null) {
            throw AcsException.badRequest("A JSON body is required.");
        }
        return body;
    }
}
