package dev.tandem.phonenumbers;

import dev.tandem.acs.AcsException;
import dev.tandem.number.AssignmentType;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.InventorySettings;
import dev.tandem.number.NumberType;
import dev.tandem.number.SearchCriteria;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads search requests and refuses what can never be found, naming the field at fault. */
public final class SearchRequests {
    private static final Pattern AREA_CODE = Pattern.compile("[0-9]{1,6}");

    private SearchRequests() {}

    static SearchCriteria read(String countryCode, PhoneNumberWire.SearchRequest request, InventorySettings settings) {
        NumberType type = Words.NUMBER_TYPE.read(request.phoneNumberType(), "phoneNumberType");
        AssignmentType assignmentType = Words.ASSIGNMENT_TYPE.read(request.assignmentType(), "assignmentType");
        requireAllowed(type, assignmentType);
        return new SearchCriteria(
                Countries.read(countryCode),
                type,
                assignmentType,
                capabilities(request.capabilities()),
                areaCode(request.areaCode()),
                quantity(request.quantity(), settings.quantityMax()));
    }

    /** 400 when numbers of the type cannot be bought for that use. */
    public static void requireAllowed(NumberType type, AssignmentType assignmentType) {
        if (!type.allows(assignmentType)) {
            throw AcsException.badRequest("Only geographic numbers can be assigned to a person.", "assignmentType");
        }
    }

    private static Capabilities capabilities(PhoneNumberWire.@Nullable CapabilitiesBody body) {
        if (body == null) {
            throw AcsException.badRequest("capabilities must say what the number is for.", "capabilities");
        }
        Capabilities wanted = body.read();
        if (wanted.calling() == Capability.NONE && wanted.sms() == Capability.NONE) {
            throw AcsException.badRequest("capabilities must ask for calling or sms or both.", "capabilities");
        }
        return wanted;
    }

    private static String areaCode(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        if (!AREA_CODE.matcher(text).matches()) {
            throw AcsException.badRequest("areaCode must be 1 to 6 digits.", "areaCode");
        }
        return text;
    }

    /** How many numbers are wanted, one where that is not said; 400 for more than {@code max}, or none. */
    public static int quantity(@Nullable Integer quantity, int max) {
        if (quantity == null) {
            return 1;
        }
        if (quantity < 1 || quantity > max) {
            throw AcsException.badRequest("quantity must be from 1 to " + max + ".", "quantity");
        }
        return quantity;
    }
}
