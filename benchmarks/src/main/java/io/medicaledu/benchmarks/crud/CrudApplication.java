package io.medicaledu.benchmarks.crud;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Started by {@code java -jar benchmarks.jar crud}. */
@SpringBootApplication
public class CrudApplication {

    /** @param args Spring's: port and data source; {@code crud.stripe.api-base} if the provider is to be asked */
    public static void main(String[] args) {
        SpringApplication.run(CrudApplication.class, args);
    }
}
