package dev.tandem.gateway;

import dev.tandem.number.E164;
import dev.tandem.number.owned.Assignment;
import dev.tandem.number.owned.OwnedNumbers;
import dev.tandem.number.owned.PhoneNumber;
import dev.tandem.route.NumberDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The numbers routing asks about, from the inventory. Blocks: workers only. */
@ApplicationScoped
public class InventoryNumbers implements NumberDirectory {

    private final OwnedNumbers numbers;

    InventoryNumbers(OwnedNumbers numbers) {
        this.numbers = numbers;
    }

    @Override
    public Optional<OwnedNumber> owned(String e164) {
        return E164.parse(e164).flatMap(numbers::find).map(InventoryNumbers::ownedNumber);
    }

    @Override
    public List<String> assignedTo(String tenant, String identity, int limit) {
        return numbers.assignedTo(tenant, new Assignment(Assignment.Kind.IDENTITY, identity), limit).stream()
                .map(number -> number.number().toString())
                .toList();
    }

    private static OwnedNumber ownedNumber(PhoneNumber number) {
        return new OwnedNumber(
                number.tenant(), number.number().toString(), number.assignment().map(InventoryNumbers::answerer));
    }

    private static Answerer answerer(Assignment assignment) {
        return switch (assignment.kind()) {
            case IDENTITY -> new Answerer.Identity(assignment.target());
            case APPLICATION -> new Answerer.Application(assignment.target());
            case SIP -> new Answerer.SipUri(assignment.target());
        };
    }
}
