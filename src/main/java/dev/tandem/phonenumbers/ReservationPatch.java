package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.number.E164;
import dev.tandem.number.sale.ReservationChange;
import dev.tandem.number.sale.ReservationChange.Wanted;
import dev.tandem.number.sale.Reservations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a change of a reservation, a JSON merge patch (RFC 7396): a number of null goes, one with fields comes in. */
final class ReservationPatch {
    private static final String FIELD = "phoneNumbers";

    private ReservationPatch() {}

    static ReservationChange read(ReservationWire.ReservationBody body) {
        Map<String, ReservationWire.@Nullable Available> given =
                body.phoneNumbers() == null ? Map.of() : body.phoneNumbers();
        if (given.size() > Reservations.NUMBERS_MAX) {
            throw AcsException.badRequest(
                    "A reservation holds at most " + Reservations.NUMBERS_MAX + " numbers.", FIELD);
        }
        Map<E164, Wanted> add = new TreeMap<>();
        List<E164> remove = new ArrayList<>();
        given.forEach((id, wanted) -> {
            E164 number = number(id);
            if (wanted == null) {
                remove.add(number);
            } else {
                add.put(number, wanted(number, wanted));
            }
        });
        return new ReservationChange(add, remove);
    }

    private static E164 number(String id) {
        return E164.parse("+" + id)
                .orElseThrow(() -> AcsException.badRequest(
                        "phoneNumbers is keyed by the digits of E.164 numbers, such as 14255550123.", FIELD));
    }

    private static Wanted wanted(E164 number, ReservationWire.Available body) {
        String field = FIELD + "." + number.value().substring(1);
        if (body.phoneNumber() != null && !body.phoneNumber().equals(number.value())) {
            throw AcsException.badRequest("phoneNumber must be the number it is keyed by.", field + ".phoneNumber");
        }
        if (body.capabilities() == null) {
            throw AcsException.badRequest("capabilities must say what the number is for.", field + ".capabilities");
        }
        return new Wanted(
                body.capabilities().read(),
                Words.ASSIGNMENT_TYPE.read(body.assignmentType(), field + ".assignmentType"));
    }
}
