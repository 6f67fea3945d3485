package dev.nightcall.local.kinesis;

/** An answer that Kinesis gives instead of a result; the type is the name that the AWS SDK knows it by. */
final class KinesisException extends RuntimeException {

    private final String type;

    private KinesisException(String type, String message) {
        super(message);
        this.type = type;
    }

    static KinesisException streamNotFound(String stream) {
        return new KinesisException("ResourceNotFoundException", "Stream " + stream + " not found");
    }

    static KinesisException shardNotFound(String stream, String shard) {
        return new KinesisException("ResourceNotFoundException", "Shard " + shard + " not found in stream " + stream);
    }

    static KinesisException streamExists(String stream) {
        return new KinesisException("ResourceInUseException", "Stream " + stream + " already exists");
    }

    static KinesisException invalid(String message) {
        return new KinesisException("InvalidArgumentException", message);
    }

    static KinesisException expiredIterator(String message) {
        return new KinesisException("ExpiredIteratorException", message);
    }

    static KinesisException validation(String message) {
        return new KinesisException("ValidationException", message);
    }

    static KinesisException unknownOperation(String operation) {
        return new KinesisException("UnknownOperationException",
                "The stand-in does not know the operation " + operation);
    }

    String type() {
        return type;
    }
}
