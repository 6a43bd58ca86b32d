package io.medicaledu.sandbox.paypal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The two sides of every payment: the one payer there is in this sandbox, and the merchant. */
public final class Account {

    /** The payer's id, which comes back with the browser as {@code PayerID}. */
    public static final String PAYER_ID = "QYR5Z8XDVJNXQ";

    static final String MERCHANT_ID = "MEDCALEDU2345";
    static final String MERCHANT_EMAIL = "sb-merchant@business.example.com";

    private static final String PAYER_EMAIL = "sb-buyer@personal.example.com";

    private Account() {}

    static Map<String, Object> payer() {
        Map<String, Object> payer = Json.object("name", name());
        payer.put("email_address", PAYER_EMAIL);
        payer.put("payer_id", PAYER_ID);
        payer.put("address", Map.of("country_code", "US"));
        return payer;
    }

    static Map<String, Object> paymentSource() {
        Map<String, Object> payPal = Json.object("email_address", PAYER_EMAIL);
        payPal.put("account_id", PAYER_ID);
        payPal.put("account_status", "VERIFIED");
        payPal.put("name", name());
        payPal.put("address", Map.of("country_code", "US"));
        return Json.object("paypal", payPal);
    }

    /** As transaction search tells it. */
    static Map<String, Object> payerInfo() {
        Map<String, Object> info = Json.object("account_id", PAYER_ID);
        info.put("email_address", PAYER_EMAIL);
        info.put("address_status", "N");
        info.put("payer_status", "Y");
        info.put("payer_name", name());
        info.put("country_code", "US");
        return info;
    }

    static Map<String, Object> payee() {
        Map<String, Object> payee = Json.object("email_address", MERCHANT_EMAIL);
        payee.put("merchant_id", MERCHANT_ID);
        return payee;
    }

    private static Map<String, Object> name() {
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("given_name", "Sam");
        name.put("surname", "Sandbox");
        return name;
    }
}
