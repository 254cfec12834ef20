package dev.tandem.phonenumbers;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.acs.AcsError;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.sale.Reservation;
import dev.tandem.number.sale.ReservedNumber;
import dev.tandem.number.stock.AvailableNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The JSON of Azure Communication Services for browsing and for reservations. Field names are the wire's. */
final class ReservationWire {
    private ReservationWire() {}

    /** {@code PhoneNumbersBrowseRequest}. */
    @Schema(name = "PhoneNumbersBrowseRequest")
    record BrowseRequest(
            @Schema(
                    required = true,
                    enumeration = {"geographic", "tollFree", "mobile"})
            @Nullable String phoneNumberType,

            PhoneNumberWire.@Nullable CapabilitiesBody capabilities,

            @Schema(enumeration = {"person", "application"}) @Nullable String assignmentType,

            @Schema(description = "How numbers may begin: in E.164 form, or without the country's calling code")
            @Nullable List<@Nullable String> phoneNumberPrefixes) {}

    /** {@code PhoneNumbersBrowseResult}. */
    @Schema(name = "PhoneNumbersBrowseResult")
    record BrowseResult(List<Available> phoneNumbers) {}

    /** {@code AvailablePhoneNumber}: in answers, and in requests as far as it says what is wanted. */
    @Schema(name = "AvailablePhoneNumber")
    record Available(
            @Nullable String id,
            @Nullable String countryCode,
            @Nullable String phoneNumber,
            PhoneNumberWire.@Nullable CapabilitiesBody capabilities,
            @Nullable String phoneNumberType,
            @Nullable String assignmentType,
            PhoneNumberWire.@Nullable Cost cost,

            @Schema(enumeration = {"available", "reserved", "expired", "error", "purchased"}) @Nullable String status,

            @JsonProperty("isAgreementToNotResellRequired") @Nullable Boolean isAgreementToNotResellRequired,

            @Nullable AcsError error) {

        /** A number on sale, for those who want it for that. */
        static Available of(AvailableNumber number, AssignmentType use) {
            return new Available(
                    id(number),
                    number.country(),
                    number.number().value(),
                    PhoneNumberWire.CapabilitiesBody.of(number.offered()),
                    Words.NUMBER_TYPE.of(number.type()),
                    Words.ASSIGNMENT_TYPE.of(use),
                    PhoneNumberWire.Cost.of(number.price()),
                    "available",
                    false,
                    null);
        }

        private static Available of(ReservedNumber item, String status) {
            AvailableNumber number = item.number();
            return new Available(
                    id(number),
                    number.country(),
                    number.number().value(),
                    PhoneNumberWire.CapabilitiesBody.of(item.capabilities()),
                    Words.NUMBER_TYPE.of(number.type()),
                    Words.ASSIGNMENT_TYPE.of(item.assignmentType()),
                    PhoneNumberWire.Cost.of(number.price()),
                    status,
                    false,
                    null);
        }

        /** The same as it was asked for, and why it cannot be had. */
        Available refused(String number, AcsError why) {
            return new Available(
                    number.substring(1),
                    countryCode,
                    number,
                    capabilities,
                    phoneNumberType,
                    assignmentType,
                    cost,
                    "error",
                    isAgreementToNotResellRequired,
                    why);
        }

        private static String id(AvailableNumber number) {
            return number.number().value().substring(1);
        }
    }

    /** {@code PhoneNumbersReservation}. */
    @Schema(name = "PhoneNumbersReservation")
    record ReservationBody(
            @Schema(readOnly = true) @Nullable String id,
            @Schema(readOnly = true) @Nullable Instant expiresAt,

            @Schema(description = "By their digits; null takes a number out") @Nullable Map<String, @Nullable Available> phoneNumbers,

            @Schema(
                    readOnly = true,
                    enumeration = {"active", "submitted", "completed", "expired"})
            @Nullable String status) {

        /** A reservation with its numbers and those that did not come in. */
        static ReservationBody of(Reservation reservation, Map<String, Available> refused) {
            Map<String, @Nullable Available> numbers = new TreeMap<>(refused);
            for (ReservedNumber item : reservation.items()) {
                Available shown = Available.of(item, itemStatus(reservation.status()));
                numbers.put(Available.id(item.number()), shown);
            }
            return new ReservationBody(reservation.id(), reservation.expiresAt(), numbers, status(reservation));
        }

        /** A reservation as lists show it, without numbers. */
        static ReservationBody outline(Reservation reservation) {
            return new ReservationBody(reservation.id(), reservation.expiresAt(), null, status(reservation));
        }

        private static String status(Reservation reservation) {
            return reservation.status().name().toLowerCase(Locale.ROOT);
        }

        private static String itemStatus(Reservation.Status status) {
            return switch (status) {
                case ACTIVE -> "reserved";
                case EXPIRED -> "expired";
                case COMPLETED -> "purchased";
            };
        }
    }

    /** {@code PhoneNumbersReservations}. */
    @Schema(name = "PhoneNumbersReservations")
    record ReservationsPage(
            List<ReservationBody> reservations, @Nullable String nextLink) {}

    /** {@code PhoneNumbersReservationPurchaseRequest}. */
    @Schema(name = "PhoneNumbersReservationPurchaseRequest")
    record PurchaseRequest(@Nullable Boolean agreeToNotResell) {}
}
