using Microsoft.Extensions.Options;
using Npgsql;

namespace RentABot.Persistence.Postgres;

internal sealed class PostgresOptionsValidator : IValidateOptions<PostgresOptions>
{
    private const string Form = "Host=…;Database=…;Username=…;Password=…";

    public ValidateOptionsResult Validate(string? name, PostgresOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            return ValidateOptionsResult.Fail($"Postgres:ConnectionString is missing; give {Form}");
        }

        try
        {
            // The value may hold a password, so it is not repeated.
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host)
                ? ValidateOptionsResult.Fail($"Postgres:ConnectionString names no host; give {Form}")
                : ValidateOptionsResult.Success;
        }
        catch (ArgumentException)
        {
            return ValidateOptionsResult.Fail($"Postgres:ConnectionString is not of the form {Form}");
        }
    }
}
