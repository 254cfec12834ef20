package dev.tandem.number.store;

import dev.tandem.number.AssignmentType;
import dev.tandem.number.AvailableNumber;
import dev.tandem.number.Capabilities;
import dev.tandem.number.Capability;
import dev.tandem.number.CartItem;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;

/** A number in a cart, on the terms it was put there. */
@Entity(name = "CartItem")
@Table(name = "number_cart_item")
@IdClass(CartItemRow.Key.class)
public class CartItemRow {
    @Id
    @Column(name = "hold_id")
    String holdId;

    @Id
    @Column(name = "number")
    String number;

    @Column(name = "country")
    String country;

    @Enumerated(EnumType.STRING)
    @Column(name = "type")
    NumberType type;

    @Enumerated(EnumType.STRING)
    @Column(name = "assignment_type")
    AssignmentType assignmentType;

    @Enumerated(EnumType.STRING)
    @Column(name = "calling")
    Capability calling;

    @Enumerated(EnumType.STRING)
    @Column(name = "sms")
    Capability sms;

    @Column(name = "calling_offered")
    @Enumerated(EnumType.STRING)
    Capability callingOffered;

    @Column(name = "sms_offered")
    @Enumerated(EnumType.STRING)
    Capability smsOffered;

    @Column(name = "amount")
    BigDecimal amount;

    @Column(name = "currency")
    String currency;

    /** The key of a row, for JPA. */
    public record Key(String holdId, String number) implements Serializable {}

    /** For JPA. */
    protected CartItemRow() {}

    CartItemRow(String holdId, CartItem item) {
        AvailableNumber of = item.number();
        this.holdId = holdId;
        this.number = of.number().value();
        this.country = of.country();
        this.type = of.type();
        this.assignmentType = item.assignmentType();
        this.calling = item.capabilities().calling();
        this.sms = item.capabilities().sms();
        this.callingOffered = of.offered().calling();
        this.smsOffered = of.offered().sms();
        this.amount = of.price().amount();
        this.currency = of.price().currency();
    }

    CartItem toItem() {
        AvailableNumber of = new AvailableNumber(
                new E164(number),
                country,
                type,
                new Capabilities(callingOffered, smsOffered),
                new Price(amount, currency));
        return new CartItem(of, new Capabilities(calling, sms), assignmentType);
    }
}
