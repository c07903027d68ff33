package org.maillage;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the platform. Everything it needs by default is inside: {@code bin/run} does no more than this. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Maillage {
    public static void main(String[] args) {
        SpringApplication.run(Maillage.class, args);
    }
}
