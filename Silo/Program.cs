System.Console.WriteLine("clearing-silo");
